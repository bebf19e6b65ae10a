"""The contract is closed: a type is whole and has a name of its own, or nothing starts."""

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from forms_builder.fields import registry
from forms_builder.fields.catalogue import all_types, field_type
from forms_builder.fields.contract import FAMILIES, FieldType
from forms_builder.fields.text import TextType
from forms_builder.questionnaires.blocks import BodyBlock


@pytest.fixture(autouse=True)
def _same_types_afterwards():
    before = dict(registry._types)
    yield
    registry._types.clear()
    registry._types.update(before)


def test_catalogue__holds_every_type():
    assert {kind.name for kind in all_types()} == {
        *("text", "number", "date", "time", "link", "note", "consent", "calculated", "indicator"),
        *("choice", "choices", "yes_no", "level", "ranking", "matrix", "group"),
        *("file", "photo", "video"),
    }


def test_register__a_second_of_the_same_name_raises():
    class Again(TextType):
        pass

    with pytest.raises(ValueError, match="two field types are called 'text'"):
        registry.register(Again)
    assert isinstance(field_type("text"), TextType)


def test_register__without_a_method_raises():
    class Half(FieldType):
        name = "half"
        label = "Половина"

        def block(self):
            return blocks.StructBlock()

    with pytest.raises(TypeError, match="abstract"):
        registry.register(Half)


@pytest.mark.parametrize("gap", ["name", "label"])
def test_register__without_a_name_or_label_raises(gap):
    nameless = type("Nameless", (TextType,), {"name": "own", "label": "Свой", gap: ""})
    with pytest.raises(TypeError, match="has a name and a label"):
        registry.register(nameless)


def test_register__gives_the_class_back():
    own = type("Own", (TextType,), {"name": "own", "label": "Свой"})
    assert registry.register(own) is own
    assert isinstance(field_type("own"), own)


def test_field_type__unknown():
    with pytest.raises(KeyError):
        field_type("signature")


OPTION = {"value": "a", "label": "А"}
COMMON = {"label": "Вопрос", "hint": "", "code": "groups", "required": True}


def cleaned(kind: str, **value: object) -> dict:
    block = field_type(kind).block()
    return block.clean(block.to_python({**COMMON, **value}))


def test_block__number_freezes_limits_as_text():
    value = cleaned("number", minimum="1", maximum="60.50")
    frozen = field_type("number").freeze(value)
    assert (frozen["minimum"], frozen["maximum"]) == ("1", "60.50")
    assert field_type("number").freeze(cleaned("number"))["minimum"] is None


@pytest.mark.parametrize(
    ("kind", "value", "where"),
    [
        ("number", {"minimum": "5", "maximum": "4"}, "maximum"),
        ("text", {"code": "Русский"}, "code"),
        ("text", {"code": "1st"}, "code"),
        ("text", {"label": ""}, "label"),
        ("choice", {"choices": [OPTION]}, "choices"),
        ("choice", {"choices": [OPTION, OPTION]}, "choices"),
    ],
)
def test_block__refuses(kind, value, where):
    with pytest.raises(ValidationError) as refusal:
        cleaned(kind, **value)
    assert where in refusal.value.block_errors


@pytest.mark.parametrize("kind", ["text", "number", "choice", "consent", "matrix"])
def test_block__shows_the_question_first_and_folds_its_settings(kind):
    layout = field_type(kind).block().meta.form_layout
    assert layout.children[:4] == ["label", "code", "hint", "required"]
    assert layout.settings[0] == "show_if"
    assert layout.settings[-1] == "retired"
    assert not set(layout.settings) & set(layout.children)


def test_block__of_a_note_folds_its_settings_too():
    assert field_type("note").block().meta.form_layout.settings == ["show_if", "retired"]


def test_family__every_type_stands_under_a_heading_of_the_editor():
    assert {str(kind.family) for kind in all_types()} == {str(family) for family in FAMILIES}


def test_body__offers_types_by_family_and_name():
    headings = [str(heading) for heading, _blocks in BodyBlock().grouped_child_blocks()]
    assert headings == ["", *map(str, FAMILIES)]
