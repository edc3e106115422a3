"""What is remembered from one passage to the next, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.binding.observe import Observer
from extractor.blocks.text import Text
from extractor.observation import DocumentIdentity, Observation
from extractor.passages.model import Passage, PassageSource
from extractor.reports.model import Header, Report, ReportKind, Stated
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
CHILDREN = "Children in care"


def report(index: int = 0, title: str = CHILDREN, kind: ReportKind = "report") -> Report:
    return Report(index, kind, title=title, header=Header(title=Stated(title, title)))


@dataclass
class Paper:
    """A paper that is read passage by passage."""

    report: Report = field(default_factory=report)
    paragraph: int = 0
    sentence: int = 0
    headings: tuple[str, ...] = ("Performance",)
    observer: Observer = field(
        default_factory=lambda: Observer(RULEBOOK, DocumentIdentity("0" * 64, "-", "text", 1, 1))
    )

    def expression(
        self, text: str, source: PassageSource = "prose", list_intro: tuple[str, ...] = ()
    ) -> dict[str, Observation]:
        """The figures of the next sentence of the paragraph, as printed."""
        passage = Passage(
            Text.of_source(text, 0), source, None, self.report.index, self.paragraph,
            self.sentence, list_intro=list_intro, headings=self.headings,
        )  # fmt: skip
        self.sentence += 1
        return {o.figure_text: o for o in self.observer.observe(passage, self.report).observations}

    def goes_on(self, *headings: str) -> None:
        """A new paragraph, below new headings where any are given."""
        self.paragraph, self.sentence = self.paragraph + 1, 0
        self.headings = headings or self.headings


LEVEL = "At 31 March 2019 there were 512 children in care."


def test_a_new_report_reckons_by_its_own_dates() -> None:
    paper = Paper(report(title="Children in care at 31 March 2014"))
    before = paper.expression("There were 480 children in care.")["480"]
    paper.report = report(1, "Children in care at 31 March 2019")
    after = paper.expression("There were 512 children in care.")["512"]
    assert (before.period_end, after.period_end) == ("2014-03-31", "2019-03-31")


def test_a_council_that_becomes_known_within_a_report_is_the_area_from_there_on() -> None:
    paper = Paper()
    before = paper.expression(LEVEL)["512"]
    council = Stated("Kent County Council", "Kent County Council")
    paper.report = replace(paper.report, header=replace(paper.report.header, council=council))
    after = paper.expression("At 31 March 2020 there were 530 children in care.")["530"]
    assert (before.area, after.area) == (None, "Kent")


def test_a_new_report_forgets_the_lead_line_of_the_one_before() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression("The number of children in care was as follows:")
    paper.report, paper.paragraph = report(1, "Highways"), 1
    assert paper.expression("512 at the end of March.")["512"].measure is None


def test_a_new_report_forgets_the_sentence_before_it() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression(LEVEL)
    paper.report = report(1, "Highways")
    assert paper.expression("This was an increase from 480.")["480"].measure is None


def test_a_sentence_that_points_back_has_the_measure_of_the_one_before() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression(LEVEL)
    assert (
        paper.expression("This was an increase from 480 the year before.")["480"].measure
        == "cla_total"
    )


def test_a_sentence_does_not_point_back_into_another_paragraph() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression(LEVEL)
    paper.goes_on()
    assert paper.expression("This was an increase from 480 the year before.")["480"].measure is None


def test_a_sentence_that_points_back_at_several_measures_has_none() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression("There were 512 children in care and 331 children on child protection plans.")
    assert paper.expression("This was an increase from 480 the year before.")["480"].measure is None


BOTH = "There were 512 children in care and 331 children on child protection plans."
AGAIN = "A year before they were 480 and 300 respectively."


def test_figures_are_dealt_out_to_those_of_the_sentence_before() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression(BOTH)
    found = paper.expression(AGAIN)
    assert (found["480"].measure, found["300"].measure) == ("cla_total", "cpp_total")


def test_figures_of_another_paragraph_are_no_antecedents() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression(BOTH)
    paper.goes_on()
    assert {o.measure for o in paper.expression(AGAIN).values()} == {None}


def test_items_below_a_lead_line_are_of_what_it_names() -> None:
    paper = Paper(report(title="Corporate parenting"))
    list_intro = "The number of children in care was:"
    paper.expression(list_intro)
    paper.goes_on()
    assert (
        paper.expression("512 at 31 March 2019", "list", (list_intro,))["512"].measure
        == "cla_total"
    )


def test_paragraphs_that_begin_with_a_figure_hang_under_the_lead_line_above() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression("The number of children in care was:")
    paper.goes_on()
    assert paper.expression("512 at 31 March 2019.")["512"].measure == "cla_total"


def test_prose_of_its_own_ends_a_lead_line() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression("The number of children in care was:")
    paper.goes_on()
    paper.expression("The committee then turned to the roads of the county.")
    paper.goes_on()
    assert paper.expression("512 at 31 March 2019.")["512"].measure is None


def test_a_new_heading_ends_a_lead_line() -> None:
    paper = Paper(report(title="Corporate parenting"))
    paper.expression("The number of children in care was:")
    paper.goes_on("Highways")
    assert paper.expression("512 at 31 March 2019.")["512"].measure is None


def test_agendas_and_action_logs_state_no_figures() -> None:
    paper = Paper(replace(report(), kind="action_log"))
    assert not paper.expression(LEVEL)
