"""A form as a browser would send it: its fields with what stands in them."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Collects the fields of the form that has most of them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = [{}]
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select, given.get("value", ""))
        elif tag == "textarea" and name:
            self.textarea = name
            self._add(name, "")
        elif tag == "input" and name and _is_sent(given):
            self._add(name, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.forms[-1][self.textarea][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.textarea = ""
        if tag == "select":
            self.select = ""

    def _add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return "checked" in given
    return kind not in {"file", "submit", "button", "image"}


def fields_of(html: str) -> dict[str, list[str]]:
    """Return name → values of the largest form of a page, without its CSRF token.

    A StreamField is built by a script: here it counts as empty.
    """
    parser = _Fields()
    parser.feed(html)
    fields = max(parser.forms, key=len) | {"body-count": ["0"]}
    fields.pop("csrfmiddlewaretoken", None)
    return fields
