"""The sections of a plan as nodes, each filled from one kind of content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planforge.citation.official import short_form
from planforge.citation.status import status_at
from planforge.derivation.bases import named_instruments
from planforge.derivation.bodies import carriers, standing_body
from planforge.derivation.case import Case
from planforge.derivation.deadlines import OwnReport
from planforge.derivation.lowering import Lowering
from planforge.derivation.merging import BodyWork
from planforge.derivation.selecting import Pick, first_match
from planforge.derivation.targets import OwnTarget
from planforge.document.tree import Lineage, Node, NodeKind, Source, node_id
from planforge.text.casing import capitalise, decapitalise, sentence
from planforge.text.numerals import LETTERS, letter, roman

END = "./."


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the outline with its content, not yet numbered."""

    role: str
    title: str
    content: tuple[Node, ...]


def build_section(case: Case, index: int, section: Section) -> Node:
    """The section as a node: Roman number, capitals."""
    return Node(
        _id(case, "muc", section.role), "section", section.title, f"{roman(index)}.",
        Lineage((Source("wording", section.role),)), section.content,
    )


def closing(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The last line of the document ends with ``./.`` (TT-086)."""
    if not nodes:
        return ()
    last = nodes[-1]
    if last.children:
        return (*nodes[:-1], replace(last, children=closing(last.children)))
    return (*nodes[:-1], replace(last, text=last.text.rstrip(" ./;,") + END))


def purposes(case: Case, lowering: Lowering) -> tuple[Node, ...]:
    """Purposes and requirements: the superior's, lowered, then our own where the superior has none."""
    cited = short_form(case.superior, case.catalogue.wording)
    own = {"muc-dich": "muc-dich.mac-dinh", "yeu-cau": "yeu-cau.mac-dinh"}
    blocks: list[Node] = []
    for role, texts in (("muc-dich", case.directive.purposes), ("yeu-cau", case.directive.requirements)):
        points = [_lowered(case, lowering, text, f"{role}.{n}") for n, text in enumerate(texts, 1)]
        if role == "yeu-cau" or not points:
            points.append(_own(case, own[role], van_ban_ngan=cited))
        blocks.append(_heading(case, f"{role}.tieu-de", points, len(blocks) + 1))
    return tuple(blocks)


def target_nodes(case: Case, targets: Sequence[OwnTarget], lowering: Lowering) -> tuple[Node, ...]:
    """The general goal and the numbered targets."""
    clauses = [Node(t.id, "clause", t.text, lineage=t.lineage) for t in targets]
    if not clauses:
        cited = short_form(case.superior, case.catalogue.wording)
        clauses = [replace(_own(case, "muc-tieu.mac-dinh", van_ban_ngan=cited), kind="clause")]
    if case.directive.goal is None:
        return tuple(replace(node, number=f"{n}.") for n, node in enumerate(clauses, 1))
    goal = _lowered(case, lowering, case.directive.goal, "muc-tieu-chung")
    return (
        _heading(case, "muc-tieu-chung.tieu-de", [replace(goal, kind="paragraph")], 1, lettered=False),
        _heading(case, "muc-tieu-cu-the.tieu-de", clauses, 2),
    )


def solutions(case: Case, picks: Sequence[Pick], lowering: Lowering) -> tuple[Node, ...]:
    """Common tasks under the superior's groups, led by what the committee itself was given."""
    blocks: list[tuple[str, str, list[Node]]] = []
    committee = [_picked(case, pick, lowering) for pick in picks if pick.place == "committee"]
    blocks.append(("chi-dao", case.phrase("nhiem-vu.chi-dao"), [
        _own(case, "nhiem-vu.mac-dinh", van_ban_ngan=short_form(case.superior, case.catalogue.wording)), *committee
    ]))
    for solution in case.directive.solutions:
        points = [
            _picked(case, pick, lowering) for pick in picks if pick.place == "solution" and pick.solution is solution
        ]
        if points:
            blocks.append((solution.id, lowering.lower(solution.heading).text, points))
    lettered = all(len(points) <= len(LETTERS) for _, _, points in blocks)
    return tuple(
        Node(_id(case, "nhom", key), "heading", heading.rstrip(" .:;"), f"{n}.",
             Lineage((Source("directive", f"{case.directive.id}#{key}"),)), _marked(points, lettered))
        for n, (key, heading, points) in enumerate(blocks, 1)
    )


def assignment_nodes(case: Case, works: Sequence[BodyWork]) -> tuple[Node, ...]:
    """One heading a body, its items below; requests say so."""
    lettered = all(len(work.items) <= len(LETTERS) for work in works)
    nodes = []
    for n, work in enumerate(works, 1):
        named = decapitalise(work.label) if work.label.startswith("Các ") else work.label
        heading = case.phrase("phan-cong.de-nghi", co_quan=named) if work.requested else work.label
        items = [Node(item.id, "point", item.text, lineage=item.lineage) for item in work.items]
        children = _marked(items, lettered)
        key = "+".join(body.key for body in work.bodies)
        nodes.append(Node(_id(case, "co-quan", key), "heading", capitalise(heading), f"{n}.",
                          Lineage((Source("wording", "phan-cong"),)), children))
    return tuple(nodes)


def funding(case: Case, lowering: Lowering) -> tuple[Node, ...]:
    """Where the money comes from and who prepares the estimate."""
    points = [_own(case, "kinh-phi.ngan-sach")]
    for n, text in enumerate(case.directive.funding, 1):
        if first_match(case.catalogue.wording.declines, text, case.level):
            continue
        if all(status_at(one, case.day, case.catalogue).state not in ("expired", "replaced")
               for one in named_instruments(case, text) if one.id not in case.directive.rests_on):
            points.append(_lowered(case, lowering, text, f"kinh-phi.{n}"))
    finance = carriers(case, "tai-chinh-ngan-sach")
    key = "kinh-phi.du-toan" if finance else "kinh-phi.du-toan-chung"
    points.append(_own(case, key, tai_chinh=finance[0].label if finance else ""))
    return _numbered(points)


def execution(case: Case, reports: Sequence[OwnReport], lowering: Lowering) -> tuple[Node, ...]:
    """How the plan is carried out: own plans below, standing body, reports, reviews, the closing sentence."""
    points = [
        _own(case, "thuc-hien.can-cu", doi_tuong=case.phrase(f"thuc-hien.can-cu.{case.level}")),
        _own(case, "thuc-hien.giao"),
    ]
    if reports:
        points.append(_reporting(case, reports))
    if case.directive.milestones:
        parts = [case.phrase(f"moc.{m.kind}", nam=str(m.year)) for m in case.directive.milestones
                 if m.year >= case.day.year]
        if parts:
            points.append(_own(case, "moc.cau", cac_moc="; ".join(parts)))
    points.append(_own(case, "ket-thuc"))
    return _numbered(points)


def _reporting(case: Case, reports: Sequence[OwnReport]) -> Node:
    lower_key = "bao-cao.cap-duoi.xa" if case.level == "xa" else "bao-cao.cap-duoi"
    lines = []
    for report in reports:
        source = Source("directive", f"{case.directive.id}#{report.duty.id}")
        down = _own(case, lower_key, ten_bao_cao=report.name, thoi_han=report.own, so_lieu=report.window)
        up = _own(case, "bao-cao.len-tren", noi_nhan=report.to, qua=report.via, thoi_han=report.upward)
        lines += [
            replace(down, id=_id(case, "bao-cao", report.duty.id, "duoi"), lineage=_with(down, source)),
            replace(up, id=_id(case, "bao-cao", report.duty.id, "tren"), lineage=_with(up, source)),
        ]
    head = Node(_id(case, "bao-cao"), "heading", case.phrase("bao-cao.tieu-de"),
                lineage=Lineage((Source("wording", "bao-cao.tieu-de"),)))
    return replace(head, children=_marked(lines, True))


def _with(node: Node, source: Source) -> Lineage:
    return Lineage((source, *node.lineage.sources), node.lineage.adapted)


def _picked(case: Case, pick: Pick, lowering: Lowering) -> Node:
    task = pick.task
    lowered = lowering.lower(task.variants.get(case.level, task.text), task.sector)
    return Node(
        node_id(case.directive.id, case.unit.id, task.id), "point", sentence(lowered.text),
        lineage=Lineage((Source("directive", f"{case.directive.id}#{task.id}"),), lowered.changes),
    )


def _lowered(case: Case, lowering: Lowering, text: str, key: str) -> Node:
    lowered = lowering.lower(text)
    return Node(
        node_id(case.directive.id, case.unit.id, key), "point", sentence(lowered.text),
        lineage=Lineage((Source("directive", f"{case.directive.id}#{key}"),), lowered.changes),
    )


def _own(case: Case, key: str, **facts: str) -> Node:
    text = case.phrase(key, **{"thuong_truc": standing_body(case).label, **facts})
    return Node(_id(case, key), "point", sentence(text), lineage=Lineage((Source("wording", key),)))


def _heading(case: Case, key: str, points: Iterable[Node], number: int, lettered: bool = True) -> Node:
    children = _marked(tuple(points), True) if lettered else tuple(points)
    return Node(_id(case, key), "heading", case.phrase(key), f"{number}.", Lineage((Source("wording", key),)), children)


def _marked(nodes: Sequence[Node], lettered: bool) -> tuple[Node, ...]:
    """Points ``a)`` as the decree has them; dashes where a list outruns the alphabet."""
    if len(nodes) == 1:
        return (replace(nodes[0], kind="paragraph", number=""),)
    if lettered and len(nodes) <= len(LETTERS):
        return tuple(replace(node, kind="point", number=f"{letter(n)})") for n, node in enumerate(nodes, 1))
    return tuple(replace(node, kind="dash", number="-") for node in nodes)


def _numbered(nodes: Sequence[Node]) -> tuple[Node, ...]:
    kinds: dict[bool, NodeKind] = {True: "heading", False: "clause"}
    return tuple(
        replace(node, kind=kinds[bool(node.children)], number=f"{n}.") for n, node in enumerate(nodes, 1)
    )


def _id(case: Case, *key: str) -> str:
    return node_id(case.directive.id, case.unit.id, *key)

