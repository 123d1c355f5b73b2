"""The facade: one place to ask."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.errors import CatalogueError, UnknownError
from tests.catalogue.small import FILES, write_small

WANTED = (
    "qd-5027-qd-bca-c04-2022", "qd-140-qd-ttg-2024", "kh-153-kh-ubnd-bac-lieu-2022", "kh-62-kh-ubnd-dak-lak-2024",
    "kh-577-kh-sldtbxh-hung-yen-2023", "kh-133-kh-ubnd-hong-linh-2023", "kh-198-kh-ubnd-2021-10-06",
    "nq-93-nq-cp-2025",
)  # fmt: skip


class DescribeACatalogue:
    @pytest.mark.parametrize("directive_id", WANTED)
    def it_holds_the_directives_and_their_instruments(self, catalogue: Catalogue, directive_id: str) -> None:
        assert catalogue.directive(directive_id).id == catalogue.instrument(directive_id).id

    def it_says_which_ids_are_near_an_unknown_one(self, catalogue: Catalogue) -> None:
        with pytest.raises(UnknownError, match="luat-73-2021-qh14"):
            catalogue.instrument("luat-73-2021-qh15")

    def it_reads_a_directive_from_a_file(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = tmp_path / "cua-toi.yaml"
        path.write_text(FILES["chi-dao/kh-1.yaml"], encoding="utf-8")
        assert catalogue.directive(path).id == "kh-1-2024"
        assert catalogue.directive(str(path)).id == "kh-1-2024"

    def it_says_that_an_instrument_known_by_name_alone_has_no_tasks(self, catalogue: Catalogue) -> None:
        with pytest.raises(UnknownError, match="chưa có nhiệm vụ"):
            catalogue.directive("luat-120-2025-qh15")

    def it_says_when_the_file_is_not_there(self, catalogue: Catalogue) -> None:
        with pytest.raises(UnknownError, match=r"khong-co\.yaml"):
            catalogue.directive("khong-co.yaml")

    def it_travels_to_worker_processes(self, catalogue: Catalogue) -> None:
        assert pickle.loads(pickle.dumps(catalogue)).fingerprint == catalogue.fingerprint

    def it_gives_standard_tasks_of_the_level_and_era(self, catalogue: Catalogue) -> None:
        now = catalogue.standard_tasks("phong-chong-ma-tuy", "xa", "2-cap-2026")
        then = catalogue.standard_tasks("phong-chong-ma-tuy", "xa", "3-cap")
        assert now and then and now != then
        assert all(body.eras is None or "2-cap-2026" in body.eras for body in now)

    def it_merges_the_wording_of_all_files(self, catalogue: Catalogue) -> None:
        wording = catalogue.wording
        assert wording.lowering and wording.phrases and wording.type_names and wording.macros

    def it_refuses_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CatalogueError, match="Không thấy thư mục"):
            Catalogue.load(tmp_path / "nowhere")

    def it_can_be_pointed_elsewhere_by_the_environment(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PLANFORGE_CATALOG", str(write_small(tmp_path)))
        assert [identity for identity, _ in Catalogue.load().directives()] == ["kh-1-2024"]


class DescribeSearch:
    def it_finds_words_with_and_without_diacritics(self, catalogue: Catalogue) -> None:
        marked = {hit.id for hit in catalogue.search("phòng, chống ma túy", limit=100)}
        bare = {hit.id for hit in catalogue.search("phong, chong ma tuy", limit=100)}
        assert "luat-120-2025-qh15" in marked & bare
        assert marked <= bare

    def it_finds_numbers(self, catalogue: Catalogue) -> None:
        assert catalogue.search("15/2018/NĐ-CP")[0].id == "nd-15-2018-nd-cp"
        assert catalogue.search("15/2018/nd-cp")[0].id == "nd-15-2018-nd-cp"

    def it_keeps_to_the_kinds_asked_for(self, catalogue: Catalogue) -> None:
        assert {hit.kind for hit in catalogue.search("công an", ("to-chuc",))} == {"to-chuc"}

    def it_sets_diacritics_aside_when_no_entry_has_them(self, catalogue: Catalogue) -> None:
        assert "cong-an-xa" in {hit.id for hit in catalogue.search("cồng ản xã", ("to-chuc",))}

    @pytest.mark.parametrize(
        "query", ["", "   ", '"', "*", "a OR", "NEAR(", "folded:x", "'; DROP TABLE entry; --", "-"]
    )
    def it_never_reads_a_query_as_syntax(self, catalogue: Catalogue, query: str) -> None:
        catalogue.search(query)

    def it_stops_at_the_limit(self, catalogue: Catalogue) -> None:
        assert len(catalogue.search("nghị định", limit=3)) == 3
