"""The request inside a plan, to be asked again of today's catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.profiles import Profile
from planforge.derivation.request import Request
from planforge.errors import PlanforgeError, UnknownError
from planforge.regeneration.results import Options


def request_of(catalogue: Catalogue, facts: Mapping[str, str], options: Options) -> Request:
    """What was asked (``facts``: the request as the snapshot has it), with the user's own directive and profile.

    Raises :class:`PlanforgeError` when the snapshot does not say, ``UnknownError`` when the directive is not known.
    """
    try:
        saved = Profile.model_validate_json(facts["profile"]) if facts.get("profile") else None
        asked = Request(
            directive=facts["directive"],
            unit=facts["unit"],
            as_of=date.fromisoformat(facts["as_of"]),
            number=facts.get("number") or None,
            signer=facts.get("signer") or None,
            capacity=facts.get("capacity") or None,
            template=facts.get("template") or None,
            profile=options.profiles.get(facts["unit"], saved),
            settings={key.removeprefix("set."): value for key, value in facts.items() if key.startswith("set.")},
        )
    except (KeyError, ValueError) as error:
        raise PlanforgeError(
            "Bản gốc trong tệp không ghi đủ yêu cầu đã lập kế hoạch.",
            "Không biết lập lại từ văn bản, đơn vị, ngày nào.",
            "Hãy lập lại kế hoạch từ văn bản chỉ đạo.",
        ) from error
    return _with_directive(catalogue, asked, options)


def _with_directive(catalogue: Catalogue, asked: Request, options: Options) -> Request:
    own = options.directives.get(asked.directive)
    if own is not None:
        document = catalogue.directive(own).document
        # A superior's successor may be issued after the day this draft was first meant to be signed.
        day = max(asked.as_of, document.issued) if document else asked.as_of
        return replace(asked, directive=str(own), as_of=day)
    try:
        catalogue.directive(asked.directive)
    except UnknownError:
        given = f" Tệp đã cho là của: {', '.join(options.directives)}." if options.directives else ""
        raise UnknownError(
            f"Kế hoạch lập từ văn bản chỉ đạo “{asked.directive}”, không có trong danh mục.{given}",
            "Không có văn bản ấy thì không biết cấp trên đã đổi gì.",
            f"Chạy lại, thêm --directive TỆP.yaml, với tệp có dòng “id: {asked.directive}”.",
        ) from None
    return asked
