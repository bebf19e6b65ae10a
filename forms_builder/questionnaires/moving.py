"""Whether an answer may go over to an item as another wording asks it."""

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item


def answer_fits(before: Item, item: Item | None, answer: Answer) -> bool:
    """Whether an answer says the same under an item as under the item before, nothing lost.

    before, item: the same item as two contents ask it, None where the newer one does not.
    """
    if item is None or item["type"] != before["type"]:
        return False
    kind = field_type(item["type"])
    try:
        return kind.decode(item, kind.encode(before, answer)) == answer
    except (DomainError, LookupError):  # an encoding in the old words may name what is gone
        return False
