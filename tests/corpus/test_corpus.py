"""The sample papers: made the same every time, true to their world, and honest about what
they print."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from corpus.generate import planted
from corpus.generate.periods import Quarter
from corpus.generate.profiles import HISTORIES
from corpus.generate.world import FIRST, LAST, PLACEMENTS, STOCK_SHARES

CORPUS = Path(__file__).parents[2] / "corpus"
YEAR_ENDS = [Quarter(fy) for fy in range(FIRST, LAST + 1)]


@cache
def truth() -> dict[str, list[dict]]:
    """Rows by document."""
    rows: dict[str, list[dict]] = defaultdict(list)
    for line in (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    return rows


def statistics(document: str) -> list[dict]:
    return [row for row in truth()[document] if "measure_id" in row]


# ----- the generator ------------------------------------------------------------------------


def test_every_text_and_two_pdfs_come_out_byte_for_byte_as_committed(tmp_path: Path) -> None:
    pytest.importorskip("fpdf", reason="fpdf2 is needed to make PDFs")
    from corpus.generate.__main__ import write
    from corpus.generate.plan import documents

    pdfs = ("document_pack_2018-11-13.pdf", "children_in_care_annual_report_2016-17.pdf")
    paths = set()
    for document in documents():
        paths.add(document.path)
        if document.path.endswith((".txt", ".md", *pdfs)):
            write(document, tmp_path)
            for made in (tmp_path / document.path).parent.glob(f"{Path(document.path).stem}.*"):
                committed = CORPUS / made.relative_to(tmp_path)
                assert made.read_bytes() == committed.read_bytes(), committed
    kept = {
        str(path.relative_to(CORPUS))
        for council in HISTORIES
        for path in (CORPUS / council).rglob("*")
        if path.suffix in (".pdf", ".txt", ".md")
    }
    assert kept == paths


def test_truth_of_all_documents_is_the_truth_of_each() -> None:
    for document, rows in truth().items():
        beside = (CORPUS / document).with_suffix(".truth.jsonl").read_text(encoding="utf-8")
        assert [json.loads(line) for line in beside.splitlines()] == rows


# ----- the world ----------------------------------------------------------------------------


@pytest.mark.parametrize("council", HISTORIES)
def test_placements_flows_and_shares_of_the_world_agree(council: str) -> None:
    history = HISTORIES[council]
    for at in YEAR_ENDS:
        total = history.stock("cla_total", at)
        assert sum(history.stock(kind, at) for kind in PLACEMENTS) == total
        assert total == (
            history.stock("cla_total", at.ago(1))
            + history.flow("cla_entered", at, "year")
            - history.flow("cla_left", at, "year")
        )
        quarters = at.over("year")
        assert history.flow("adoption_orders", at, "year") == sum(
            history.flow("adoption_orders", quarter, "quarter") for quarter in quarters
        )
        for part, whole in STOCK_SHARES.values():
            assert 0 <= history.stock(part, at) <= history.stock(whole, at)
        assert (
            history.stock("foster_households_approved", at)
            - history.stock("foster_households_approved", at.ago(1))
        ) == history.flow("foster_households_recruited", at, "year") - history.flow(
            "foster_households_left", at, "year"
        )


def test_reports_state_the_world() -> None:
    """Totals and rates at 31 March, wherever a report gives them, are the world's or one of
    the two figures that were later restated."""
    seen = defaultdict(set)
    for document in truth():
        council = document.split("/")[0]
        for row in statistics(document):
            as_at = row.get("as_at", "")
            if row.get("area", "").lower() != council or not as_at.endswith("-03-31"):
                continue
            at = Quarter(int(as_at[:4]) - 1)
            history = HISTORIES[council]
            if row["measure_id"] == "cla_total" and row["unit"] == "count":
                seen[council].add(at.fy)
                first, _ = planted.RESTATED.get((council, "cla_total", at), (None, 0))
                assert row["value"] in (history.stock("cla_total", at), first), row
            if row["measure_id"] == "cla_rate_10k" and (council, "cla_total", at) not in (
                planted.RESTATED
            ):
                assert row["value"] == pytest.approx(history.rate("cla_total", at), abs=0.51)
    for council in HISTORIES:
        assert seen[council] >= set(range(2014, 2025))


def placement_sums() -> dict[str, tuple[int, int]]:
    """(sum of placement counts, total) for documents that list all placements in digits."""
    sums = {}
    for document in truth():
        year_end = f"20{Path(document).stem[-2:]}-03-31"
        rows = [row for row in statistics(document) if row.get("as_at") == year_end]
        parts = {
            row["category"]["placement_type"]: row["value"]
            for row in rows
            if row["measure_id"] == "cla_placement" and row["unit"] == "count"
        }
        exact = all(row["qualifier"] == "exact" for row in rows if "category" in row)
        totals = {row["value"] for row in rows if row["measure_id"] == "cla_total"}
        if len(parts) >= len(PLACEMENTS) - 1 and exact and len(totals) == 1:
            sums[document] = (sum(parts.values()), totals.pop())
    return sums


def test_listed_placements_add_up_except_where_a_line_was_lost() -> None:
    sums = placement_sums()
    assert len(sums) > 15
    short = {document: total - parts for document, (parts, total) in sums.items() if parts != total}
    council, fy, kind = planted.LOST_LINE
    (document,) = short
    assert document.startswith(f"{council}/{fy}")
    assert short[document] == HISTORIES[council].stock(kind, Quarter(fy))


def test_what_is_planted_is_there() -> None:
    def values(council: str, fy: int, measure: str) -> set[float]:
        return {
            row["value"]
            for document in truth()
            if document.startswith(f"{council}/{fy}-") and "annual" in document
            for row in statistics(document)
            if row["measure_id"] == measure
        }

    assert 619 in values("marlshire", 2017, "cla_total")
    assert {619, 604} <= values("marlshire", 2018, "cla_total")
    council, measure, since = planted.GAP
    for fy in range(2014, 2025):
        assert bool(values(council, fy, measure)) == (fy < since), fy
    bands = {
        fy: {
            row["category"]["age_band"]
            for document in truth()
            if document.startswith(f"wyncaster/{fy}-") and "annual" in document
            for row in statistics(document)
            if row["measure_id"] == "cl_eet"
        }
        for fy in (2017, 2018)
    }
    assert bands == {2017: {"19-21"}, 2018: {"17-21"}}


# ----- the documents ------------------------------------------------------------------------


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_figures_of_texts_stand_where_the_truth_says() -> None:
    texts = [document for document in truth() if not document.endswith(".pdf")]
    assert len(texts) > 8
    for document in texts:
        text = (CORPUS / document).read_text(encoding="utf-8")
        for row in truth()[document]:
            printed = text[row["char_start"] : row["char_end"]]
            assert squashed(printed) == squashed(row["figure_text"]), row


def test_figures_of_pdfs_stand_in_their_boxes() -> None:
    scans = 0
    for name in (document for document in truth() if document.endswith(".pdf")):
        document = pypdfium2.PdfDocument(CORPUS / name)
        texts, heights = {}, {}
        for row in truth()[name]:
            page = row["page"]
            if page not in texts:
                texts[page] = document[page - 1].get_textpage()
                heights[page] = document[page - 1].get_height()
            if "bbox" not in row:
                scans += "measure_id" in row and texts[page].count_chars() == 0
                continue
            x0, top, x1, bottom = row["bbox"]
            height = heights[page]
            inside = texts[page].get_text_bounded(
                x0 - 0.5, height - bottom - 1, x1 + 0.5, height - top + 1
            )
            assert squashed(row["figure_text"]) in squashed(inside), row
        # every page is annotated, so that whatever is read from it counts
        assert {row["page"] for row in truth()[name]} == set(range(1, len(document) + 1))
        document.close()
    assert scans > 30


def test_reports_of_packs_begin_where_their_bounds_say() -> None:
    packs = list(CORPUS.rglob("*.reports.json"))
    assert len(packs) >= 4
    for path in packs:
        document = pypdfium2.PdfDocument(path.with_name(path.name.replace(".reports.json", ".pdf")))
        bounds = json.loads(path.read_text(encoding="utf-8"))
        assert {bound["status"] for bound in bounds} == {"verbal", "report", "exempt", "to_follow"}
        for bound in bounds:
            if bound["first_page"] is None:
                continue
            text = document[bound["first_page"] - 1].get_textpage().get_text_bounded()
            if "inutes" not in bound["title"]:
                assert squashed(bound["title"]).lower() in squashed(text).lower(), bound
        assert 15 <= len(document) <= 40
        outline = [item.get_title() for item in document.get_toc()]
        assert not outline or len(outline) == sum(bound["status"] == "report" for bound in bounds)
        document.close()


def test_wording_varies() -> None:
    """No council states its total in the same words twice in three years, and all of them
    together in more than twenty ways."""
    shapes = defaultdict(set)
    for document in truth():
        council = document.split("/")[0]
        for row in statistics(document):
            if row["measure_id"] == "cla_total" and row["source"] in ("prose", "list"):
                shapes[council].add(re.sub(r"[\d,]+", "#", row["quote"]))
    assert all(len(found) >= 9 for found in shapes.values())
    assert len(set.union(*shapes.values())) > 40


# ----- the scorer ---------------------------------------------------------------------------

LEVELS = {
    "national_comparator": "national",
    "statistical_neighbour_comparator": "statistical_neighbours",
}
KINDS = {"target": "target", "forecast": "forecast", "change": "change"}


def told_back(row: dict) -> dict:
    """The observation that a perfect reader would make of a row."""
    return {
        "file": f"somewhere/{row['doc']}",
        "page": row.get("page"),
        "bbox": row.get("bbox"),
        "char_start": row.get("char_start"),
        "char_end": row.get("char_end"),
        "figure_text": row["figure_text"],
        "quote": row["quote"],
        "value": row["value"],
        "value_max": row.get("value_max"),
        "unit": row["unit"],
        "qualifier": re.sub("(in|de)crease_of", "exact", row["qualifier"]),
        "kind": KINDS.get(row["role"], "actual"),
        "measure": row.get("measure_id"),
        "dimensions": row.get("category", {}),
        "area_level": LEVELS.get(row["role"], "local"),
        "period_basis": "as_at" if row["period_type"] == "as_at" else "during",
        "period_start": row.get("period_start"),
        "period_end": row.get("as_at", row.get("period_end")),
    }


@pytest.mark.shared
def test_the_scorer_gives_full_marks_to_who_reads_the_truth() -> None:
    path = CORPUS.parents[1] / "shared" / "score" / "score.py"
    if not path.exists():
        pytest.skip("the shared folder is not beside the project")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = [row for document in truth() for row in truth()[document]]
    read = [told_back(row) for row in rows if row["role"] in KINDS or "measure_id" in row]
    read += [told_back(row) for row in rows if "value" in row and "measure_id" not in row]
    result, errors = scorer.score(rows, read)
    assert errors == []
    assert result["record_right"] == result["gold"] == len(read) > 2500
