"""A title ends where the official one does, when the catalogue has the instrument."""

from __future__ import annotations

from collections.abc import Sequence

from planforge.citation.find import find_citations
from planforge.citation.known_titles import title_keys
from planforge.text.joining import join
from tests.citation.sentences import grammar


class OneInstrument:
    """Knows ``9/QĐ-TTg``, which approves a plan for clean water."""

    def __contains__(self, name: object) -> bool:
        return False

    def titles(self, number: str) -> Sequence[str]:
        return title_keys(["Phê duyệt Kế hoạch cấp nước sạch; chống hạn"] if number == "9/QĐ-TTg" else [])


def title(rest: str) -> str | None:
    text = f"Thực hiện Quyết định số 9/QĐ-TTg ngày 05/5/2023 của Thủ tướng Chính phủ {rest}"
    return find_citations(join([text]), grammar(), OneInstrument())[0].title


def test_a_verb_after_an_official_title_is_not_taken_in() -> None:
    assert title("về việc phê duyệt kế hoạch cấp nước sạch, chống hạn, khoan ba giếng") == (
        "về việc phê duyệt kế hoạch cấp nước sạch, chống hạn"
    )


def test_an_official_title_is_never_cut() -> None:
    assert title("phê duyệt “Kế hoạch cấp nước sạch; chống hạn”; Sở Xây dựng báo cáo") == (
        "phê duyệt “Kế hoạch cấp nước sạch; chống hạn”"
    )


def test_what_the_text_adds_to_an_official_title_stays() -> None:
    assert title("phê duyệt Kế hoạch cấp nước sạch, chống hạn trên địa bàn huyện;") == (
        "phê duyệt Kế hoạch cấp nước sạch, chống hạn trên địa bàn huyện"
    )


def test_another_title_under_the_same_number_is_read_by_itself() -> None:
    assert title("phê duyệt Đề án trồng rừng; Sở Xây dựng báo cáo") == "phê duyệt Đề án trồng rừng"


def test_paraphrases_of_the_catalogue_are_no_official_titles() -> None:
    assert title_keys(["Quy định về cấp nước sạch nông thôn (diễn giải)", "về thuế"]) == ()
