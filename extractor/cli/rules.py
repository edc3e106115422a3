"""`extractor rules`: check them, list them, and find what none of them takes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from extractor.errors import ExtractorError, UsageError, on_screen
from extractor.rulebook.load import load_rulebook

_FOLDER = click.option(
    "--rules", "folder", type=click.Path(path_type=Path), help="folder of rule files to use instead"
)


@click.group()
def rules() -> None:
    """Check and list the rules."""


@rules.command()
@_FOLDER
def check(folder: Path | None) -> None:
    """Run every rule's own examples and counter-examples."""
    from extractor.rulebook.check import check_rules

    rulebook = load_rulebook(folder)
    failures = list(check_rules(rulebook))
    for failure in failures:
        click.echo(str(failure))
    examples = sum(
        len(p.source.examples) + len(p.source.counter_examples) for p in rulebook.patterns.values()
    )
    told = (
        f"{len(rulebook.measures)} measures, {len(rulebook.patterns)} patterns, "
        f"{examples} examples: "
    )
    if failures:
        raise ExtractorError(told + f"{len(failures)} fail.")
    click.echo(told + "all hold.", err=True)


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
    from extractor.store.unmapped import commonest_unmapped

    for subject in commonest_unmapped(database, limit):
        told = f"{subject.figures:6d}  {subject.documents:4d} documents  {subject.words}"
        click.echo(on_screen(told))
        click.echo(on_screen(f"        {subject.figure_text} in: {subject.example}"))
