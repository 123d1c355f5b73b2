"""Everything looked up once for one derivation, and the checks that the request makes sense at all."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, get_args

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Era, Level
from planforge.catalogue.instruments import Instrument, Period
from planforge.catalogue.organs import Organ
from planforge.catalogue.profiles import Capacity, Profile
from planforge.catalogue.standard_tasks import BodyTasks, Theme
from planforge.catalogue.units import Unit
from planforge.derivation.request import Answers, Request, read_answers
from planforge.errors import OutOfScopeError, UnsupportedError
from planforge.text.dates import short_date
from planforge.text.folding import squeeze

T = TypeVar("T")
Families = dict[Hashable, dict[str, Any]]
ORDER: tuple[Level, ...] = ("trung-uong", "tinh", "huyen", "xa", "khu-dan-cu")
CAPS = {
    "tinh": "tỉnh", "thanh-pho": "thành phố", "huyen": "huyện", "quan": "quận", "thi-xa": "thị xã",
    "xa": "xã", "phuong": "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One derivation's facts. ``words``: the unit's own words for ``{cap}``, ``{don_vi}``, ``{ubnd}``, ``{thon}``."""

    catalogue: Catalogue
    request: Request
    answers: Answers
    directive: Directive
    superior: Instrument
    issuer: Organ
    issuer_unit: Unit | None
    theme: Theme
    unit: Unit
    chain: tuple[Unit, ...]
    profile: Profile
    words: dict[str, str]
    family: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: str, look: Callable[[], T]) -> T:
        """What cases of one directive, day and level have in common, looked up by the first of them."""
        if key not in self.family:
            self.family[key] = look()
        found: T = self.family[key]
        return found

    @cached_property
    def standard(self) -> tuple[BodyTasks, ...]:
        """Standard tasks of the theme at this level and era."""
        return self.catalogue.standard_tasks(self.directive.theme, self.level, self.era)

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What other steps look up once per case."""
        return {}

    @property
    def day(self) -> date:
        """The date for which law, bodies and places are looked up."""
        return self.request.as_of

    @property
    def level(self) -> Level:
        """The unit's level."""
        return self.unit.level

    @property
    def era(self) -> Era:
        """The era of local government on the signing date."""
        return self.catalogue.organs.era(self.day).id

    def phrase(self, key: str, **facts: str) -> str:
        """Our own sentence ``key`` with the unit's words and ``facts`` filled in."""
        return squeeze(fill(self.catalogue.wording.phrases[key], {**self.words, **facts}))

    def verbatim(self, key: str, **facts: str) -> str:
        """Like :meth:`phrase`, with the blanks that are to be filled in by hand left wide."""
        return fill(self.catalogue.wording.phrases[key], {**self.words, **facts})

    def say(self, key: str) -> bool:
        """Whether the catalogue has the sentence ``key``."""
        return key in self.catalogue.wording.phrases


def fill(text: str, words: dict[str, str]) -> str:
    """``{name}`` parts replaced by plain substitution: no format language, so hostile braces stay text."""
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text


def open_case(catalogue: Catalogue, request: Request, families: Families | None = None) -> Case:
    """The case of a request. Raises ``OutOfScopeError`` where unit, date or capacity does not fit the directive.

    ``families``: what earlier cases of this catalogue had in common; without it the case stands alone.
    """
    answers = read_answers(request.settings)
    directive = catalogue.directive(request.directive)
    superior = superior_of(catalogue, directive)
    unit = catalogue.units.find(request.unit, request.as_of)
    base = request.profile or Profile(unit=unit.id)
    profile = Profile.model_validate({**base.model_dump(), **answers.profile}) if answers.profile else base
    issuer = catalogue.organs.get(directive.issuer)
    chain = tuple(catalogue.units.chain(unit, request.as_of))
    issued = superior.issued or directive.period[0]
    issuer_unit = None if directive.territory == "vn" else catalogue.units.get(directive.territory, issued)
    case = Case(
        catalogue, request, answers, directive, superior, issuer, issuer_unit, catalogue.theme(directive.theme),
        unit, chain, profile, unit_words(catalogue, unit, profile, request.as_of),
        {} if families is None else families.setdefault((request.directive, request.as_of, unit.level), {}),
    )
    check_date(case)
    check_place(case)
    check_capacity(case)
    return case


def superior_of(catalogue: Catalogue, directive: Directive) -> Instrument:
    """The directive's instrument: the catalogue's, or the one a directive file brings along, which is unverified."""
    if directive.document is None:
        return catalogue.instrument(directive.id)
    facts = directive.document
    return Instrument(
        id=directive.id, type=facts.type, number=facts.number, issued=facts.issued, issuer=facts.issuer,
        title=facts.title, in_force_periods=(Period(start=facts.issued, end=directive.period[1]),), state="khong-ro",
        validity_basis="khong-ro", validity_verified=False, evidence="khong-co-nguon", verified=False,
        checked=facts.issued,
    )


def unit_words(catalogue: Catalogue, unit: Unit, profile: Profile, day: date) -> dict[str, str]:
    """The unit's own words. The hamlet word: the profile's, else the province's usual one, else the decree's."""
    cap = CAPS[unit.kind]
    usual = "thôn" if unit.kind in ("xa", "dac-khu") else "tổ dân phố"
    hamlets = profile.hamlets or (unit.hamlet_word or "").replace(";", ",") or usual
    kinds = {child.kind for child in catalogue.units.children(unit.id, day)} if unit.level != "xa" else set()
    party = catalogue.organs.carriers("dang", unit.level, day, unit.kind)
    order = ["huyen", "quan", "thi-xa", "thanh-pho", "xa", "phuong", "thi-tran", "dac-khu"]
    return {
        "cap": cap,
        "don_vi": unit.full_name,
        "ubnd": f"Ủy ban nhân dân {cap}",
        "cap_uy": fill(party[0].label, {"cap": cap}) if party else f"cấp ủy {cap}",
        "thon": hamlets,
        "cap_duoi": ", ".join(CAPS[kind] for kind in order if kind in kinds),
    }


def check_date(case: Case) -> None:
    """The signing date lies after the directive's issue and inside its period."""
    issued, (_, end) = case.superior.issued, case.directive.period
    number = case.superior.number or case.directive.id
    if issued and case.day < issued:
        raise OutOfScopeError(
            f"Ngày ký {short_date(case.day)} đứng trước ngày ban hành {short_date(issued)} của văn bản {number}.",
            "Kế hoạch không thể thực hiện một văn bản chưa ban hành.", "Kiểm tra lại --issued.",
        )
    if end and case.day > end:
        raise OutOfScopeError(
            f"Ngày ký {short_date(case.day)} nằm ngoài kỳ thực hiện của văn bản {number} (đến {short_date(end)}).",
            "Văn bản cấp trên đã hết giai đoạn.",
            "Chọn văn bản chỉ đạo còn hiệu lực (planforge catalogue list chi-dao) hoặc sửa --issued.",
        )


def check_place(case: Case) -> None:
    """The unit lies below the issuer and in its territory."""
    number = case.superior.number or case.directive.id
    if ORDER.index(case.level) <= ORDER.index(case.issuer.level):
        raise OutOfScopeError(
            f"{case.unit.full_name} không phải cấp dưới của cơ quan ban hành {number} ({case.superior.issuer}).",
            "Chỉ đơn vị cấp dưới mới lập kế hoạch thực hiện.", "Chọn đơn vị thuộc cấp thấp hơn.",
        )
    if not case.catalogue.units.covers(case.directive.territory, case.unit, case.day):
        place = case.issuer_unit.full_name if case.issuer_unit else "địa bàn ban hành"
        raise OutOfScopeError(
            f"{case.catalogue.units.path(case.unit)} nằm ngoài địa bàn của {number}.",
            f"Khi ban hành ngày {short_date(case.superior.issued)}, văn bản này áp dụng cho {place}."
            if case.superior.issued else f"Văn bản này áp dụng cho {place}.",
            "Chọn văn bản chỉ đạo của đúng tỉnh, thành phố.",
        )


def check_capacity(case: Case) -> None:
    """The capacity is one planforge can format for this issuer."""
    capacity = case.request.capacity or case.profile.capacity
    if capacity is not None and capacity not in get_args(Capacity):
        raise UnsupportedError(
            f"Không biết tư cách ký '{capacity}'.", do=f"Các tư cách: {', '.join(get_args(Capacity))}."
        )
    if capacity == "bi-thu":
        raise UnsupportedError(
            "Văn bản của Đoàn Thanh niên (Bí thư ký) chưa được hỗ trợ.",
            "Văn bản của Đoàn theo thể thức riêng, không theo Nghị định 30/2020/NĐ-CP.",
            "Dùng mẫu của Đoàn; planforge hiện lập kế hoạch của Ủy ban nhân dân và cơ quan chuyên môn.",
        )
    if capacity in ("tl", "tuq"):
        raise UnsupportedError(
            f"Kế hoạch không ký theo tư cách '{capacity.upper()}.'.",
            "Ký thừa lệnh, thừa ủy quyền phải được quy chế làm việc hoặc văn bản ủy quyền cho phép "
            "(Nghị định 30/2020/NĐ-CP, Điều 13).",
            "Dùng chu-tich hoặc kt-pho-chu-tich (UBND), truong hoặc kt-pho (cơ quan chuyên môn).",
        )
    head_capacity = capacity in ("truong", "kt-pho")
    if capacity and head_capacity != bool(case.profile.issuer):
        who = "cơ quan chuyên môn" if head_capacity else "Ủy ban nhân dân"
        raise UnsupportedError(
            f"Tư cách ký '{capacity}' chỉ dùng cho văn bản của {who}.",
            do="Ghi --set co-quan=<mã cơ quan> nếu cơ quan chuyên môn ban hành." if head_capacity
            else "Dùng truong hoặc kt-pho khi cơ quan chuyên môn ban hành.",
        )
