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


def test_time_left_goes_by_pages_and_not_by_files() -> None:
    summary = Summary(total=4, seconds=10.0, bytes_seen=1_000, bytes_to_come=3_000)
    summary.add(read("report.pdf", 100, 10.0))
    # One file of four is done, and as many pages for their size are taken to be in the others.
    assert summary.seconds_left() == 30.0
    # A pack is being read: half of its 900 pages are done, and told apart from the files to come.
    summary.pages_opened, summary.seconds, summary.bytes_to_come = 450, 55.0, 0
    assert summary.seconds_left(pages_under_way=450) == 45.0


def test_files_read_before_cost_no_time() -> None:
    summary = Summary(total=100, seconds=2.0, bytes_seen=50_000, bytes_to_come=50_000)
    for _ in range(49):
        summary.add(Outcome("old.pdf", "unchanged", "ok"))
    assert summary.seconds_left() is None, "nothing was read from which it could be told"
    summary.add(read("new.pdf", 20, 1.0))
    assert summary.seconds_left() == 2.0


def test_where_nothing_could_be_read_files_are_counted() -> None:
    summary = Summary(total=10, seconds=4.0)
    summary.add(Outcome("a.pdf", "refused", "refused"))
    summary.add(Outcome("b.pdf", "failed", "failed"))
    assert summary.seconds_left() == 16.0


def test_one_is_not_several() -> None:
    summary = Summary(total=1, kept_by_rules=1, not_selected=1, pages=1, observations=1)
    summary.endings["refused"] = 1
    first, *others = summary.sentences()
    assert first == "1 file: 1 refused."
    assert others[0].startswith("1 page and 1 figure in ")
    assert others[1:] == [
        "1 document is not concerned by the changed rules.", "1 file was not selected."
    ]  # fmt: skip
