"""What could not be read, and questions that have nothing to show."""

from __future__ import annotations

import pytest
from site_asked import Site
from test_site_pages import text_of

from extractor.site.unread import LOOK, troubles_of

PAPER = {"reason": "Page 2: the page has no usable text.", "remedy": None}


def test_a_problem_is_named_once_with_its_pages_and_one_remedy() -> None:
    off = "The page has no usable text, and recognition is switched off."
    picture = "A picture was not read. Print the page to a new PDF and read that."
    pages = [
        {"page": 2, "problems": f'["{off}"]'},
        {"page": 3, "problems": f'["{off}", "{picture}"]'},
        {"page": 9, "problems": '["Text set sideways was not read."]'},
    ]
    first, second, third = troubles_of(PAPER, pages, "figures.db")
    assert (first.problem, first.pages) == (off, "pages 2, 3")
    assert first.remedy.endswith("extractor ingest FILE --db figures.db")
    assert (second.problem, second.pages) == ("A picture was not read.", "page 3")
    assert second.remedy == "Print the page to a new PDF and read that."
    assert third.remedy == LOOK


def test_a_paper_that_was_refused_has_its_own_reason_and_remedy() -> None:
    (refused,) = troubles_of({"reason": "It needs a password.", "remedy": "Save a copy."}, [], "f")
    assert (refused.problem, refused.remedy, refused.pages) == (
        "It needs a password.",
        "Save a copy.",
        "",
    )


def test_many_pages_are_not_all_named() -> None:
    pages = [{"page": number, "problems": '["Torn."]'} for number in range(1, 21)]
    (torn,) = troubles_of(PAPER, pages, "f")
    assert torn.pages.endswith("11, 12 and 8 more")


def test_the_page_names_each_paper_and_the_home_page_leads_to_it(site: Site) -> None:
    said = text_of(site.html("/figures/-/unread"))
    assert "1 paper was refused" in said
    assert "not a report.pdf" in said
    assert "/figures/-/unread" in site.html("/")


def test_questions_that_can_have_no_rows_are_not_offered(site: Site) -> None:
    for view, name in (("restatements", "q15"), ("other_sources", "q16")):
        rows = site.one(f"select count(*) from {view}")
        for page in ("/", "/figures/-/questions"):
            assert (f"/figures/{name}" in site.html(page)) == (rows > 0), (view, page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("?area=Nowhere", "Choose a measure above, then “Show”."),
        (
            "?measure=iha_timely&area=Nowhere",
            "The papers read so far have nothing for this choice.",
        ),
    ],
)
def test_a_question_without_rows_says_what_to_do(site: Site, asked: str, said: str) -> None:
    page = text_of(site.html(f"/figures/q16_other_sources{asked}"))
    assert said in page
    assert "0 results" not in page
