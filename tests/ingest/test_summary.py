"""What a run says about its slow documents."""

from extractor.ingest.report import Outcome, Summary


def told(*outcomes: Outcome) -> list[str]:
    summary = Summary(total=len(outcomes))
    for outcome in outcomes:
        summary.add(outcome)
    return [line for line in summary.sentences() if line.startswith("Slowest")]


def read(file: str, pages: int, seconds: float) -> Outcome:
    return Outcome(file, "ok", "ok", pages=pages, seconds=seconds)


def test_the_slowest_are_named_with_what_took_the_time() -> None:
    assert told(
        read("quick.pdf", 40, 2.0),
        read("scan.pdf", 1, 31.0),
        read("long.pdf", 1200, 60.0),
        read("fourth.pdf", 10, 10.5),
        Outcome("hung.pdf", "failed", "failed", seconds=300.0),
    ) == [
        "Slowest: hung.pdf (300 s, no page read); long.pdf (60 s: 1,200 pages, 0.05 s each); "
        "scan.pdf (31 s: 1 page)."
    ]


def test_a_run_without_slow_ones_names_none() -> None:
    assert told(read("quick.pdf", 40, 2.0)) == []
