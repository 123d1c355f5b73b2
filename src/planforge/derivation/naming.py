"""Names of bodies in running text: the superior's become the unit's own; what no longer exists, its successor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planforge.catalogue.organs import Organ
from planforge.derivation.bodies import Body, counterparts, label_of
from planforge.derivation.case import CAPS, ORDER, Case, fill
from planforge.document.tree import Change

_STEERED = re.compile(
    r"(?:(?:hướng dẫn|chỉ đạo|quy định|yêu cầu|phân công|kế hoạch|đề nghị|chủ trì|triệu tập) của|báo cáo|gửi|về|trình"
    r"|xin ý kiến) (?:các )?$", re.IGNORECASE
)


_CAPITALISED = re.compile(r"(?<!\w)[A-ZĐÂÊÔƠƯĂÁÀẢÃẠỦỶÝ]\w*")
# Committees, councils, party and steering bodies change their words by the lowering rules, not by sector.
_NOT_IN_TEXT = ("lanh-dao", "dan-cu", "ubnd", "dang", "ban-chi-dao", "to-chuc-phoi-hop")


class OrganNames:
    """Recognises the names of bodies above the unit in text and puts the unit's own bodies in their place."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._own = ORDER[ORDER.index(case.issuer.level) : ORDER.index(case.level)]
        self._forms = case.once("organ-forms", lambda: _forms(case))
        place = case.issuer_unit.name if case.issuer_unit else ""
        tail = r"(?: (?:của )?(?:tỉnh|thành phố|huyện|thị xã|quận))?" + (f"(?: {re.escape(place)})?" if place else "")
        self._tail = re.compile(rf"{tail}(?![\wà-ỹ])")
        self._by_first = case.once("organ-forms-by-word", lambda: _by_first_word(self._forms))

    def replace(self, text: str, sector: str | None, changes: list[Change]) -> str:
        """``text`` with the superior's bodies replaced; each replacement is added to ``changes``."""
        out, done = [], 0
        for start, end, organ in self._mentions(text):
            after = self._stand_in(organ, sector, bool(_STEERED.search(text[:start])))
            if after is not None and after != text[start:end]:
                changes.append(Change(text[start:end], after, "co-quan.tuong-ung"))
                out += [text[done:start], after]
                done = end
        return _without_repeats("".join([*out, text[done:]]))

    def _mentions(self, text: str) -> Iterator[tuple[int, int, Organ]]:
        """Names in ``text``, the longest at each place, with the level word and place name that may follow."""
        done = 0
        for word in _CAPITALISED.finditer(text):
            if word.start() < done:
                continue
            for form in self._by_first.get(word[0], ()):
                if text.startswith(form, word.start()):
                    tail = self._tail.match(text, word.start() + len(form))
                    if tail:
                        done = tail.end()
                        yield word.start(), done, self._forms[form]
                        break

    def without_self(self, text: str, own: str, changes: list[Change]) -> str:
        """Drops a body from the list of those it is told to work with: nobody coordinates with itself."""
        me = re.escape(own)
        for pattern, after in (
            (rf"(phối hợp(?: chặt chẽ)?(?: với)?) {me}(?:,| và) ", r"\1 "),
            (rf"(phối hợp[^;.]*?), {me}(?=[,;. ])", r"\1"),
            (rf"[Pp]hối hợp(?: chặt chẽ)?(?: với)? {me}(?:,? )(?=[a-zà-ỹđ])", ""),
            (rf"(phối hợp[^;.]*?) và {me}(?=[,;. ]|$)", r"\1"),
        ):
            text, count = re.subn(pattern, after, text)
            if count:
                changes.append(Change(own, "", "co-quan.khong-tu-phoi-hop"))
        return text

    def _stand_in(self, organ: Organ, sector: str | None, steering: bool) -> str | None:
        case = self._case
        carried = sector if sector in organ.sectors else None
        # Bodies above the issuer are its own superiors: they stay who they are.
        if organ.level in self._own and not steering:
            found = counterparts(case, organ, carried)
            if found:
                return found[0].label
        if organ.exists(case.day):
            return label_of(case, organ) if organ.level != "trung-uong" else None
        heir = next(iter(case.catalogue.organs.successors(organ, carried or organ.sectors[0], case.day)), None)
        return label_of(case, heir) if heir else None


def _forms(case: Case) -> dict[str, Organ]:
    """The forms a name of a body above the unit takes in text."""
    found: dict[str, Organ] = {}
    above = ORDER[: ORDER.index(case.level)]
    for organ in case.catalogue.organs.all():
        if organ.level in above and organ.kind not in _NOT_IN_TEXT:
            for form in _forms_of(organ):
                known = found.get(form)
                if known is None or not known.exists(case.superior.issued or case.day):
                    found[form] = organ
    return found


def _forms_of(organ: Organ) -> Iterator[str]:
    yield organ.name
    yield from (alias for alias in organ.aliases if " " in alias and alias[0].isupper())
    if "{cap}" in organ.label:
        bare = organ.label.replace(" {cap}", "")
        # A name of one or two words is also plain language ("Thống kê", "Công an").
        if bare.count(" ") >= 2:
            yield bare
        for cap in dict.fromkeys(CAPS.values()):
            yield fill(organ.label, {"cap": cap})


def _by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form.split()[0], []).append(form)
    return found


def _without_repeats(text: str) -> str:
    """``Công an phường, Công an phường`` and ``X và X`` become one."""
    previous = ""
    while previous != text:
        previous = text
        text = re.sub(r"(?<![\wà-ỹ])([A-ZĐÂÊÔƠƯĂÁÀẢÃẠỦỶÝ][^,;.()]{3,70}?)(?:,| và|, và) \1(?![\wà-ỹ])", r"\1", text)
    return text


def names_of(bodies: tuple[Body, ...]) -> str:
    """Labels joined for a heading."""
    return ", ".join(dict.fromkeys(body.label for body in bodies))
