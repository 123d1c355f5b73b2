"""A plan that has been issued is history: never rewritten, its replacement proposed, or left to stand by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge import Catalogue, read_plan
from planforge.api import clear_suspect
from planforge.cli.main import run
from planforge.errors import OutOfScopeError, UnsupportedError
from tests.regeneration.worlds import pack, unpack

from .desks import Desk


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue) -> Desk:
    return Desk(tmp_path, catalogue)


def update(desk: Desk, *args: str, path: Path | None = None) -> int:
    return run(["update", str(path or desk.plan), "--directive", str(desk.directive), *args])


def twice(desk: Desk) -> None:
    desk.superior_says("ít nhất một lần", "ít nhất hai lần")


def stands(desk: Desk, by: str = "") -> str:
    return clear_suspect(desk.catalogue, desk.plan, None, [desk.directive], by)


def sign(path: Path) -> None:
    parts = unpack(path.read_bytes())
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_xmlsignatures/sig1.xml"] = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    path.write_bytes(pack(parts))


class DescribeAnIssuedPlan:
    def it_is_out_of_date_for_a_script_until_the_draft_of_its_replacement_stands_beside_it(self, desk: Desk) -> None:
        desk.issue()
        twice(desk)
        assert update(desk, "--check") == 5
        assert update(desk) == 0
        assert desk.plan.with_name("kh-thay-the.docx").is_file()
        assert update(desk, "--check") == 0

    def its_draft_is_brought_up_to_date_in_its_stead(self, desk: Desk) -> None:
        desk.issue()
        twice(desk)
        update(desk)
        desk.superior_says("ít nhất hai lần", "ít nhất ba lần")
        draft = desk.plan.with_name("kh-thay-the.docx")
        assert update(desk, "--check") == 0, "the draft is asked, not the old plan"
        assert update(desk, "--check", path=draft) == 5
        before = desk.plan.read_bytes()
        assert update(desk, path=desk.plan.parent) == 0
        assert desk.plan.read_bytes() == before and "ba lần" in desk.reads(draft)
        assert update(desk, "--check", path=desk.plan.parent) == 0

    def it_is_not_asked_about_again_when_the_draft_was_moved_away_unless_the_superior_speaks_again(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        desk.issue()
        twice(desk)
        update(desk)
        desk.plan.with_name("kh-thay-the.docx").rename(tmp_path / "45-kh-moi.docx")
        assert update(desk, "--check") == 0
        desk.superior_says("ít nhất hai lần", "ít nhất ba lần")
        assert update(desk, "--check") == 5

    def it_may_stand_by_a_persons_word_which_is_kept_beside_it(self, desk: Desk, capsys) -> None:
        desk.issue()
        twice(desk)
        before = desk.plan.read_bytes()
        assert "Nguyễn Văn An" in stands(desk, "Nguyễn Văn An")
        assert desk.plan.read_bytes() == before
        assert update(desk, "--check") == 0 and "Nguyễn Văn An đã xem" in capsys.readouterr().out
        assert update(desk) == 0 and not desk.plan.with_name("kh-thay-the.docx").exists()

    def its_word_holds_for_what_the_person_saw(self, desk: Desk) -> None:
        desk.issue()
        twice(desk)
        stands(desk)
        desk.superior_says("ít nhất hai lần", "ít nhất ba lần")
        assert update(desk, "--check") == 5

    def it_needs_no_word_while_nothing_changed_above(self, desk: Desk) -> None:
        desk.issue()
        with pytest.raises(OutOfScopeError, match="Không có gì ở trên làm đổi"):
            stands(desk)

    def its_lines_are_not_cleared_one_by_one(self, desk: Desk) -> None:
        desk.issue()
        twice(desk)
        line = next(node.id for _, node in read_plan(desk.plan).nodes())
        with pytest.raises(UnsupportedError, match="bỏ --node"):
            clear_suspect(desk.catalogue, desk.plan, line, [desk.directive])


class DescribeASignedPlan:
    def it_is_never_rewritten_and_its_draft_carries_no_signature(self, desk: Desk) -> None:
        sign(desk.plan)
        before = desk.plan.read_bytes()
        twice(desk)
        for extra in ((), ("--redline",)):
            assert update(desk, *extra) == 0
            assert desk.plan.read_bytes() == before
        draft = desk.plan.with_name("kh-thay-the.docx")
        assert "hai lần" in desk.reads(draft)
        assert not [name for name in unpack(draft.read_bytes()) if "xmlsignatures" in name]

    def it_may_stand_by_a_persons_word_without_a_byte_of_it_changing(self, desk: Desk) -> None:
        sign(desk.plan)
        before = desk.plan.read_bytes()
        twice(desk)
        stands(desk)
        assert desk.plan.read_bytes() == before and update(desk, "--check") == 0


class DescribeClearingALine:
    def it_refuses_a_line_whose_sources_did_not_change(self, desk: Desk) -> None:
        desk.clerk_types("nhà ở kết hợp kinh doanh", "nhà ở kết hợp sản xuất, kinh doanh")
        before = desk.plan.read_bytes()
        line = next(node.id for _, node in read_plan(desk.plan).nodes() if "Diễn tập" in node.text)
        with pytest.raises(OutOfScopeError, match="không phải dòng cần xem lại"):
            clear_suspect(desk.catalogue, desk.plan, line, [desk.directive])
        assert desk.plan.read_bytes() == before

    def it_records_who_decided_and_holds_until_the_source_changes_again(self, desk: Desk, capsys) -> None:
        desk.clerk_types("Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        line = next(node.id for _, node in read_plan(desk.plan).nodes() if "Diễn tập" in node.text)
        desk.superior_says(", clause: mục III.3", ", product: Biên bản diễn tập, clause: mục III.3")
        assert self.told_again(desk, capsys, line)
        clear_suspect(desk.catalogue, desk.plan, line, [desk.directive], "Trần Thị Bé")
        assert "Trần Thị Bé" in dict(read_plan(desk.plan).request)["cleared"]
        assert not self.told_again(desk, capsys, line)
        desk.superior_says("Biên bản diễn tập", "Biên bản và ảnh diễn tập")
        assert self.told_again(desk, capsys, line)

    def told_again(self, desk: Desk, capsys, line: str) -> bool:
        """Whether the line is still told of once all that is new has been written."""
        assert update(desk) == 0
        capsys.readouterr()
        assert update(desk) == 0
        return line in capsys.readouterr().out
