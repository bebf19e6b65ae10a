"""Imports every type, so that the registry is whole wherever it is read."""

from forms_builder.fields import choice, indicator, note, number, text
from forms_builder.fields.registry import all_types, field_type

__all__ = ["all_types", "choice", "field_type", "indicator", "note", "number", "text"]
