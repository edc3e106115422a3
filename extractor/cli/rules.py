"""`extractor rules`: check them, list them, and find what none of them takes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from extractor.errors import ExtractorError, UsageError, on_screen
from extractor.package_files import shipped
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Held, Rulebook
from extractor.rules_cache import kept

_FOLDER = click.option(
    "--rules", "folder", type=click.Path(path_type=Path), help="folder of rule files to use instead"
)


@click.group()
def rules() -> None:
    """Check and list the rules."""


@rules.command()
@_FOLDER
@click.option("--all", "everything", is_flag=True, help="also run examples that passed before")
def check(folder: Path | None, everything: bool) -> None:
    """Run every rule's own examples and counter-examples.

    Of a folder that adds to the built-in rules, only its own; what it replaces is said. What held
    before is run again only where a change since then can reach it; --all runs everything.
    """
    from extractor.ingest.provenance import reader

    rulebook = load_rulebook(folder)
    for line in rulebook.overridden:
        click.echo(line, err=True)
    files = [path.read_bytes() for path in sorted(shipped("rules").rglob("*.yml"))]
    own = "\0".join(sorted(rulebook.own_files))
    sources = [rulebook.digest.encode(), own.encode(), reader().encode(), *files]
    held = (
        _all_hold(rulebook, None)
        if everything
        else kept(Held, sources, lambda: _all_hold(rulebook, reader()))
    )
    click.echo(f"{held}: all hold.", err=True)


def _all_hold(rulebook: Rulebook, program: str | None) -> Held:
    """What was run, where everything holds; what this `program` has proven before is not run again.

    Raises ExtractorError where an example does not hold.
    """
    from extractor.pattern_cache import patterns_kept
    from extractor.rulebook.check import check_patterns, check_unproven

    own = [
        p for p in rulebook.patterns.values()
        if not rulebook.own_files or f"{p.id.split('#')[0].removeprefix('rules/')}.yml"
        in rulebook.own_files
    ]  # fmt: skip
    with patterns_kept():
        if program is None:
            failures = list(check_patterns(own, rulebook))
        else:
            failures = check_unproven(own, rulebook, program)
    for failure in failures:
        click.echo(str(failure))
    examples = sum(len(p.source.examples) + len(p.source.counter_examples) for p in own)
    held = Held(len({p.measure for p in own}), len(own), examples)
    if failures:
        raise ExtractorError(f"{held}: {len(failures)} fail.")
    return held


@rules.command("list")
@_FOLDER
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--domain", help="only the measures of one domain")
def list_(folder: Path | None, form: str, domain: str | None) -> None:
    """List the measures: id, units, kind, label."""
    rulebook = load_rulebook(folder)
    if domain is not None and domain not in rulebook.titles:
        there = ", ".join(sorted(rulebook.titles))
        raise UsageError(f"No domain is called “{domain}”.", f"There are: {there}.")
    chosen = {
        name: measure
        for name, measure in rulebook.measures.items()
        if domain is None or rulebook.domains[name] == domain
    }
    if form == "json":
        click.echo(
            json.dumps(
                [
                    {"id": name, "domain": rulebook.domains[name], "label": m.label,
                     "definition": m.definition, "units": m.units, "kind": m.kind,
                     "good_direction": m.good_direction}
                    for name, m in chosen.items()
                ],
                ensure_ascii=False, indent=2,
            )
        )  # fmt: skip
        return
    width = max((len(name) for name in chosen), default=0)
    current = ""
    for name, measure in chosen.items():
        if rulebook.domains[name] != current:
            click.echo(("\n" if current else "") + rulebook.titles[rulebook.domains[name]])
            current = rulebook.domains[name]
        click.echo(f"  {name:<{width}}  {measure.label} ({', '.join(measure.units)})")


@rules.command()
@click.option("--db", "database", required=True, type=click.Path(path_type=Path))
@click.option("--limit", default=40, show_default=True, help="how many subjects to show")
def unmapped(database: Path, limit: int) -> None:
    """The commonest subjects of figures that no rule takes, with an example each."""
    from extractor.store.stored_rules import commonest_unmapped

    for subject in commonest_unmapped(database, limit):
        line = f"{subject.figures:6d}  {subject.documents:4d} documents  {subject.words}"
        click.echo(on_screen(line))
        click.echo(on_screen(f"        {subject.figure_text} in: {subject.example}"))


@rules.command("new")
@click.argument("sentence")
@click.option("--domain", default="own", show_default=True, help="the subject, one per file")
@click.option("--label", help="what readers see as the measure's name")
@click.option("--figure", help="the figure as printed, where the sentence gives several")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="a new file for it")
@_FOLDER
def new(
    sentence: str, domain: str, label: str | None, figure: str | None, out: Path | None,
    folder: Path | None,
) -> None:  # fmt: skip
    """Begin a rule file for the figure of SENTENCE that no rule matches yet.

    It is printed, or written to --out; what to look at in it is said on stderr.
    """
    from extractor.review.new_rule import begin_rule, own_folder_remark

    if out is not None and out.exists():
        raise UsageError(f"{out} already exists.", "Choose another file.")
    draft = begin_rule(sentence, load_rulebook(folder), domain=domain, label=label, figure=figure)
    remarks = list(draft.remarks)
    if out is None:
        click.echo(draft.text, nl=False)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(draft.text, encoding="utf-8")
        click.echo(f"Written: {out}", err=True)
        remarks += filter(None, [own_folder_remark(out.parent)])
    for remark in remarks:
        click.echo(f"  * {remark}", err=True)


@rules.command()
@click.option("--db", "database", required=True, type=click.Path(path_type=Path))
@click.option("--limit", default=20, show_default=True, help="how many phrases to show")
def suggest(database: Path, limit: int) -> None:
    """Phrases that many figures without a measure share, each with sentences.

    Where a measure came near, the words are named that it does not know.
    """
    from extractor.review.new_rule import propose

    for one in propose(database, limit):
        click.echo(
            on_screen(f"{one.figures:6d}  {one.documents:4d} documents  {one.phrase} ({one.unit})")
        )
        if one.measure is not None:
            unknown = f", which does not know: {', '.join(one.unknown)}" if one.unknown else ""
            click.echo(f"        nearest: {one.measure}{unknown}")
        for sentence in one.sentences:
            click.echo(on_screen(f"        {sentence[:160]}"))


@rules.command()
def schema() -> None:
    """The JSON Schema of rule files, for editors."""
    from extractor.rulebook.model import RuleFile

    click.echo(json.dumps(RuleFile.model_json_schema(), ensure_ascii=False, indent=2))
