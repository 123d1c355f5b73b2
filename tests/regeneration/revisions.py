"""Accept all, reject all: what a word processor does with our revisions, for proofs."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR = "planforge"


def accept_all(root: etree._Element) -> etree._Element:
    """Our insertions stand, our deletions are gone."""
    return _settle(root, keep="ins", drop="del")


def reject_all(root: etree._Element) -> etree._Element:
    """Our insertions are gone, our deletions stand."""
    return _settle(root, keep="del", drop="ins")


def _settle(root: etree._Element, keep: str, drop: str) -> etree._Element:
    root = deepcopy(root)
    _drop_comments(root)
    for row in [r for r in root.iter(f"{W}tr") if _marked(r.find(f"{W}trPr"), drop)]:
        _remove(row)
    for paragraph in [p for p in root.iter(f"{W}p") if _marked(p.find(f"{W}pPr/{W}rPr"), drop)]:
        _drop_paragraph(paragraph, drop)
    for mark in [m for m in root.iter(f"{W}{drop}") if _ours(m)]:
        _remove(mark)
    for mark in [m for m in root.iter(f"{W}{keep}") if _ours(m)]:
        _unwrap(mark)
    if keep == "del":
        for node in root.iter(f"{W}delText"):
            if next((a for a in node.iterancestors(f"{W}del")), None) is None:
                node.tag = f"{W}t"
    return root


def _ours(mark: etree._Element) -> bool:
    return mark.get(f"{W}author") == AUTHOR


def _marked(properties: etree._Element | None, kind: str) -> bool:
    found = properties.findall(f"{W}{kind}") if properties is not None else []
    return any(_ours(mark) for mark in found)


def _drop_paragraph(paragraph: etree._Element, drop: str) -> None:
    left = [c for c in paragraph.iter(f"{W}t") if not any(_ours(a) for a in c.iterancestors(f"{W}{drop}"))]
    assert not left, "a paragraph of ours goes as a whole"
    _remove(paragraph)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(mark: etree._Element) -> None:
    for child in list(mark):
        mark.addprevious(child)
    _remove(mark)


def _drop_comments(root: etree._Element) -> None:
    for node in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        _remove(node)
    for node in list(root.iter(f"{W}commentReference")):
        run = node.getparent()
        if run is not None:
            _remove(run)


def shape(root: etree._Element) -> list[Any]:
    """All that shows: paragraphs with their place, properties and runs; neighbours that look alike are one run."""
    return [
        (_place(p), _canonical(p.find(f"{W}pPr")), _runs(p)) for p in _drop_marks(root).iter(f"{W}p")
    ]  # fmt: skip


def _drop_marks(root: etree._Element) -> etree._Element:
    root = deepcopy(root)
    _drop_comments(root)
    return root


def _place(p: etree._Element) -> tuple[int, ...]:
    out = []
    for cell in p.iterancestors(f"{W}tc"):
        row = cell.getparent()
        assert row is not None
        table = row.getparent()
        assert table is not None
        out += [table.index(row), row.index(cell)]
    return tuple(out)


def _canonical(node: etree._Element | None) -> str:
    if node is None:
        return ""
    node = deepcopy(node)
    for empty in [e for e in node.iter(f"{W}rPr") if len(e) == 0]:
        if empty is not node:
            _remove(empty)
    return etree.tostring(node, method="c14n").decode() if len(node) else ""


def _runs(p: etree._Element) -> list[tuple[str, str, str]]:
    """Whose revision, what it looks like, what it says; deleted text counts."""
    out: list[tuple[str, str, str]] = []
    for run in p.iter(f"{W}r"):
        text = "".join(
            (n.text or "") if n.tag in (f"{W}t", f"{W}delText") else f"<{str(n.tag).removeprefix(W)}>"
            for n in run if n.tag != f"{W}rPr"
        )
        if not text:
            continue
        marks = list(run.iterancestors(f"{W}ins", f"{W}del"))
        whose = "|".join(f"{str(a.tag).removeprefix(W)}:{a.get(f'{W}author')}" for a in marks)
        looks = _canonical(run.find(f"{W}rPr"))
        if out and out[-1][:2] == (whose, looks):
            out[-1] = (whose, looks, out[-1][2] + text)
        else:
            out.append((whose, looks, text))
    return out
