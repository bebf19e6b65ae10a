"""The field types there are. A duplicate or incomplete type raises at start-up."""

from forms_builder.fields.contract import FieldType

_types: dict[str, FieldType] = {}


def register(field_type: type[FieldType]) -> type[FieldType]:
    """Add a type: a class decorator. Raises ValueError if doubled, TypeError if incomplete."""
    instance = field_type()  # an abstract method left out raises TypeError here
    if not getattr(field_type, "name", "") or not getattr(field_type, "label", ""):
        raise TypeError(f"{field_type.__name__}: a field type has a name and a label")
    if field_type.name in _types:
        raise ValueError(f"two field types are called {field_type.name!r}")
    _types[field_type.name] = instance
    return field_type


def field_type(name: str) -> FieldType:
    """Return the type with this name; KeyError when there is none."""
    return _types[name]


def all_types() -> list[FieldType]:
    """Return every type, in the order of registration."""
    return list(_types.values())
