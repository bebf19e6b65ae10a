"""What the types answered by files share: limits, kinds, and which files an answer names.

The files themselves are taken, checked and kept by the room of answers; an answer holds their uids.
"""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import counted
from forms_builder.fields.base import QuestionBlock, common_keys, thawed
from forms_builder.fields.contract import FILES, Answer, FieldType, Item, Payload, refuse

MOST = 10  # files of one answer
WORDS = ("файл", "файла", "файлов")
# Types answered by files: whoever shows, keeps or skips files asks here, not the class.
HOLDS_FILES = frozenset({"file", "photo", "video"})
Kinds = tuple[tuple[str, str], ...]


class FilesBlock(QuestionBlock):
    maximum = blocks.IntegerBlock(
        label=gettext_lazy("Сколько файлов можно приложить"),
        default=1,
        min_value=1,
        max_value=MOST,
    )


def kinds_block(known: Kinds, label: Any) -> blocks.MultipleChoiceBlock:
    """Return the block by which a question takes a part of the known kinds, all when none."""
    return blocks.MultipleChoiceBlock(
        known,
        required=False,
        label=label,
        help_text=gettext_lazy("Ничего не отмечено — любые из списка."),
    )


class FilesType(FieldType):
    """Answered by files: {"state": "answered", "files": [uids in the order of coming]}.

    known: kinds of files this type knows, in the words of people; the kind is the file's ending.
    """

    family = FILES
    known: ClassVar[Kinds]
    template = "questionnaires/fields/files.html"

    def freeze(self, value: Mapping[str, Any]) -> Item:
        chosen = set(value.get("kinds") or ())
        kinds = [kind for kind, _words in self.known if not chosen or kind in chosen]
        return common_keys(value) | {"maximum": int(value["maximum"]), "kinds": kinds}

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {"maximum": item["maximum"], "kinds": self.kinds_of(item)}

    def kinds_of(self, item: Item) -> list[str]:
        """Return the kinds an item takes: those it names, else all that the type knows."""
        return list(item.get("kinds") or dict(self.known))

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return {files, attached, accept, maximum, left, limits, …names and ids of the controls}.

        files: uids of the answer; attached: a row per file, {uid, name, url}, whose name and
        address the room that keeps the files fills in; left: how many more may come.
        """
        files = _named(payload)
        uid = prefix.removesuffix(".")
        return {
            "files": files,
            "attached": [
                {"uid": file, "name": _("Файл %s") % number, "url": ""}
                for number, file in enumerate(files, start=1)
            ],
            "accept": ",".join(f".{kind}" for kind in self.kinds_of(item)),
            "maximum": item["maximum"],
            "left": max(item["maximum"] - len(files), 0),
            "limits": self.limits(item),
            "kept": f"{prefix}file",
            "upload": f"{prefix}upload",
            "id": f"q-{uid}",
            "about": f"s-{uid}",
        }

    def limits(self, item: Item) -> str:
        """Return what may be sent, in words: «До 3 файлов: PDF, Word (DOCX).»."""
        words = ", ".join(dict(self.known)[kind] for kind in self.kinds_of(item))
        if item["maximum"] == 1:
            return _("Один файл: %s.") % words
        count = counted(item["maximum"], "файла", "файлов", "файлов")
        return _("До %(count)s: %(kinds)s.") % {"count": count, "kinds": words}

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        files = _named(payload)
        if not all(_is_uid(file) for file in files):
            raise refuse(item, _("Такого файла нет. Обновите страницу и приложите его снова."))
        if len(files) > item["maximum"]:
            count = counted(item["maximum"], *WORDS)
            raise refuse(item, _("Можно приложить не больше: %s. Уберите лишние.") % count)
        return {"state": "answered", "files": files} if files else None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        return {"file": list(answer["files"])}

    def show_value(self, item: Item, answer: Answer) -> str:
        return counted(len(answer["files"]), *WORDS)

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        return [(item["code"], _("%s: сколько файлов") % item["label"])]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [str(len(answer["files"]))]


def _named(payload: Payload) -> list[str]:
    """Return the files named, once each, in their order."""
    return list(dict.fromkeys(file for file in payload.get("file", ()) if file))


def _is_uid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
