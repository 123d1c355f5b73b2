"""Names of WordprocessingML that the readers and the review writer share."""

from __future__ import annotations

from planforge.reading.xml import Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = _W
MATH_TEXT = f"{{{_M}}}t"
ALTERNATE = f"{{{_MC}}}AlternateContent"
_CHOICE, _FALLBACK = f"{{{_MC}}}Choice", f"{{{_MC}}}Fallback"


def w(name: str) -> str:
    """The qualified name of ``w:name``."""
    return f"{{{_W}}}{name}"


def many(*names: str) -> frozenset[str]:
    """Several qualified names."""
    return frozenset(map(w, names))


VAL = w("val")
INSERTED = many("ins", "moveTo")
DELETED = many("del", "moveFrom")
REVISIONS = (
    *map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange")),
    *map(w, ("tcPrChange", "sectPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge")),
)


def value(parent: Element | None, name: str) -> str | None:
    """``w:val`` of that child; ``""`` when the child has none; None when there is no such child."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else child.get(VAL, "")


def switched(parent: Element | None, name: str) -> bool | None:
    """An on/off child: None when absent."""
    found = value(parent, name)
    return None if found is None else found not in ("0", "false", "off", "none")


def whole(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; ``default`` for anything else, and never absurdly large."""
    try:
        return max(-100_000, min(100_000, int(text or "")))
    except ValueError:
        return default


def branch(alternate: Element) -> Element | tuple[()]:
    """The one branch of ``mc:AlternateContent`` that counts: the first Choice, else the Fallback.

    Word draws one of them; reading both would show every line and text box twice.
    """
    for name in (_CHOICE, _FALLBACK):
        found = alternate.find(name)
        if found is not None:
            return found
    return ()


def turn_field(fields: list[bool], kind: str | None) -> None:
    """One mark of a field: True on the stack while its code runs, False while its result shows.

    The stack belongs to one paragraph: a field left open hides nothing after it.
    """
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()
