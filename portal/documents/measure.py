"""How wide a text will be, near enough to break lines in a drawing.

Widths are those of PT Sans in thousandths of the type size, by class of letter; a drawing on a
page must be laid out without loading a font. Bold is counted 6 % wider.
"""

CLASSES = (
    (230, "iljI.,:;'!|·іїІ\u2009\u202f"),
    (290, " ()[]-ftr/\u00a0"),
    (390, "гтcszГ"),
    (480, "авзексуэяхчьъ«»aeghknuvxyё"),
    (690, "жмфыюДЖИЙМНОПФЦЧЪЫЬЭЮmwMWОQGNДHUD"),
    (790, "шщШЩ—%№@"),
)
WIDTHS = {letter: width for width, letters in CLASSES for letter in letters}
USUAL = 550
BOLD = 1.06


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the estimated width of one line of text, in the units of size."""
    width = sum(WIDTHS.get(letter, USUAL) for letter in text) * size / 1000
    return width * BOLD if bold else width


def broken_lines(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return the lines into which a text breaks at spaces; a longer word is cut to fit.

    width and size in the same unit; an empty text gives one empty line.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
            continue
        pieces = _cut(word, width, size)
        lines += pieces if lines[-1] else []
        if not lines[0]:
            lines = pieces
    return tuple(lines)


def fitted(text: str, width: float, size: float, bold: bool = False) -> str:
    """Return one line no wider than width, ended by an ellipsis where it had to be cut."""
    line = " ".join(text.split())
    if text_width(line, size, bold) <= width:
        return line
    while line and text_width(f"{line}…", size, bold) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _cut(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
