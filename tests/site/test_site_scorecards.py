"""The targets page: what counts as an indicator, where it opens, whose targets they are, and what
it says of a paper that rates more than was read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from site_asked import Site, site_of_papers
from test_site_pages import text_of
from test_site_targets import SCORECARD, paper, row

from extractor.site.indicators import indicators_of
from extractor.site.targets import meetings_of, name_of_meeting, usual_of

HEAD = "{} County Council\n\n{}\n\nTo: Cabinet\n\n"
BASELINE = """Meeting Date: 4 March 2009

1. TARGETS TO 2010/11

| Indicator | Baseline | 2008/09 Target | 2009/10 Target | 2010/11 Target |
|---|---|---|---|---|
| Assessments carried out within seven days | 64.3% | 60% | 67% | 74% |
| Pupils with a level 2 qualification | 73.4% | 76% | 79% | 82% |
| Young people who are not in work | 4.4% | 4.2% | 4.0% | 3.8% |
"""
BUDGET = """Meeting Date: 20 March 2025

1. BUDGET

| Budget line | 2024/25 | 2025/26 Target |
|---|---|---|
| Savings | £88.9m | £70.8m |

1.1 In 2024/25 savings were £80.1m, against a target of £88.9m.
"""
NATIONAL = """Meeting Date: 14 June 2016

1.1 At 31 March 2016, 51% of looked after children were placed outside the county (the national
target is 20%).

1.2 In 2015/16 initial health assessments were completed on time for 80% of children, against a
target of 85%.
"""
PAPERS = {
    ("Amberley", "Local area agreement"): BASELINE,
    ("Exford", "Budget 2025/26"): BUDGET,
    ("Wyeland", "Corporate parenting report"): NATIONAL,
}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A council with baselines and targets, one with a scorecard and a later budget, one with a
    national target."""
    folder = tmp_path_factory.mktemp("scored")
    (folder / "papers").mkdir()
    (folder / "papers" / "quarter.txt").write_text(SCORECARD, encoding="utf-8")
    for (council, title), body in PAPERS.items():
        text = HEAD.format(council, title) + body
        (folder / "papers" / f"{council}.txt").write_text(text, encoding="utf-8")
    site = site_of_papers(folder)
    yield site
    site.close()


def test_the_first_page_is_a_council_with_ratings_and_its_scorecard(scored: Site) -> None:
    for address in ("/figures/-/targets", "/figures/-/targets/Exford"):
        page = text_of(scored.html(address))
        assert "Targets: Exford" in page
        assert "Percentage of complaints answered in time" in page
        assert "4 March 2025" in page.split("Meeting or paper")[1]
        assert "20 March 2025" not in page, "a budget alone is not offered"


def test_a_baseline_is_no_latest_figure(scored: Site) -> None:
    kinds = scored.rows(
        "select kind from observations where area = 'Amberley' and figure_text = '64.3%'"
    )
    assert [each["kind"] for each in kinds] == ["actual"], "it is read, and in the tables"
    page = text_of(scored.html("/figures/-/targets/Amberley"))
    assert "64.3%" not in page
    assert "give no targets for Amberley beside a figure with a date" in page


def test_the_budget_of_these_papers_has_a_target_beside_a_figure(scored: Site) -> None:
    kinds = scored.rows(
        """select distinct kind from observations where measure is not null and area = 'Exford'
        and unit = 'currency_gbp' and period_end is not null and meeting_date = '2025-03-20'"""
    )
    assert {each["kind"] for each in kinds} >= {"actual", "target"}


def test_a_line_of_a_budget_is_no_indicator_unless_the_paper_rates_it() -> None:
    def money(kind: str, value: float, **more: Any) -> dict[str, Any]:
        return row(kind, value, "2025-03-31", unit="currency_gbp", **more)

    rows = [money("actual", 70), money("target", 88)]
    assert indicators_of(rows, []) == []
    (one,) = indicators_of([{**rows[0], "rag": "red"}, rows[1]], [])
    assert one.target is rows[1]


def test_the_latest_figure_of_an_indicator_is_none_that_gives_way() -> None:
    rows = [
        row("actual", 21, "2014-02-28"),
        row("actual", 9, "2014-03-12", gives_way=1),
        row("target", 20, "2014-02-28"),
    ]
    (one,) = indicators_of(rows, [])
    assert one.latest["value"] == 21


def test_an_unknown_meeting_in_the_address_is_said(scored: Site) -> None:
    page = text_of(scored.html("/figures/-/targets/Exford?meeting=1999-01-01"))
    assert (
        "There is no meeting or paper “1999-01-01” with targets of Exford. "
        "Shown instead: 4 March 2025." in page
    )
    assert "There is no meeting" not in text_of(scored.html("/figures/-/targets/Exford"))
    answer = scored.get("/figures/-/targets/Exford.csv?meeting=1999-01-01")
    assert answer.status_code == 404
    assert "1999-01-01" in answer.text


def test_the_ratings_that_were_read_are_not_called_the_papers_result(scored: Site) -> None:
    page = text_of(scored.html("/figures/-/targets/Exford"))
    assert "3 indicators with a rating were read. The paper may rate more than were read" in page
    assert page.index("may rate more") < page.index("1 red")
    # Without ratings there is nothing to say of them.
    assert "may rate more" not in text_of(scored.html("/figures/-/targets/Wyeland"))


def test_targets_of_national_bodies_are_set_apart(scored: Site) -> None:
    page = text_of(scored.html("/figures/-/targets/Wyeland"))
    outcome = page.split("Target not met")[1]
    assert "National target not met: 1" in page
    assert outcome.startswith(": 1 Initial health assessments in time")
    assert page.count("set nationally, the paper says") == 1
    answer = scored.get("/figures/-/targets/Wyeland.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {each["Target"]: each["Target set nationally"] for each in rows} == {
        "20": "yes",
        "85": "no",
    }


def test_papers_that_say_whether_targets_are_met_come_before_others_of_the_year() -> None:
    judged, later = paper("2024-12-03", "2024-11-30", judged=1), paper("2025-03-03", "2025-02-28")
    assert usual_of(meetings_of([judged, later])) == "2024-12-03"
    rated = paper("2024-06-03", "2024-05-31", rated=1)
    assert usual_of(meetings_of([judged, later, rated])) == "2024-06-03"
    assert usual_of(meetings_of([later, paper("2020-12-03", "2020-11-30", judged=1)])) == (
        "2025-03-03"
    )


def test_a_paper_without_a_meeting_is_named_with_the_date_of_its_figures() -> None:
    undated = paper(None, "2024-12-31")
    assert name_of_meeting("key", [undated]) == "Scorecard, figures to 31 December 2024"
    long = {**undated, "title": "A report with a title that is far too long for a list"}
    assert name_of_meeting("key", [long], 20) == "A report with a …, figures to 31 December 2024"
    assert name_of_meeting("2024-12-03", [paper("2024-12-03", "2024-11-30")]) == "3 December 2024"
