"""Figures to take away: CSV and Excel with labels, quotes and links; JSON; feeds; pictures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from datasette.utils.asgi import Request, Response

from extractor.export.spreadsheet_safety import defused
from extractor.export.workbook import (
    COLUMNS,
    Column,
    Sheet,
    labelled_row,
    notes,
    own_copy,
    workbook,
)
from extractor.site import compare, measure_choice, measures, mix, sql
from extractor.site.charts.bar_chart import Stack
from extractor.site.charts.model import Chart
from extractor.site.context import (
    RequestContext,
    Row,
    council_documents,
    request_context,
    series_of_area,
)
from extractor.site.mix_days import Day
from extractor.site.paper_sources import publisher_of_figure
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

_MARK = "\ufeff"
"""Tells Excel that a CSV file is UTF-8."""
FEED_ENTRIES = 60
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def figures_sheet(here: RequestContext, points: Iterable[Row]) -> Sheet:
    """The points with their labels, quotes, pages and links."""
    points = list(points)
    ids = json.dumps([point["observation_id"] for point in points])
    stated = await statements(here, ids)
    documents = json.dumps(sorted({row["document_id"] for row in stated.values()}))
    papers = {row["id"]: row for row in await here.rows(sql.DOCUMENTS, documents=documents)}
    rows = [
        labelled_row(
            point,
            found,
            papers[found["document_id"]],
            here.address(here.at.figure(found["id"])),
        )
        for point in points
        if (found := stated.get(point["observation_id"])) is not None
    ]
    return Sheet("Figures", COLUMNS, rows)


async def statements(here: RequestContext, figures: str) -> dict[str, Row]:
    """What is said of the figures in a JSON list of ids, and who published it, by their ids."""
    return {
        row["id"]: {**row, "publisher": await publisher_of_figure(here, row)}
        for row in await here.rows(sql.STATEMENTS, figures=figures)
    }


def as_file(
    here: RequestContext, kind: str, sheet: Sheet, title: str, name: str, **about: object
) -> Response:
    """The rows of a sheet as a file of a kind: csv, xlsx or json.

    `title` heads the notes of a workbook, `name` is that of the file, `about` says in JSON what
    the rows are of.
    """
    if kind == "csv":
        return _as_csv(sheet, name)
    if kind == "xlsx":
        return _as_workbook(sheet, title, name, here)
    return _as_json(sheet, **about)


def _as_csv(sheet: Sheet, name: str) -> Response:
    """The rows as a file that Excel opens with its letters right and runs nothing of."""
    text = io.StringIO()
    text.write(_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_cell(cell) for cell in row])
    return _file(text.getvalue().encode(), "text/csv; charset=utf-8", f"{name}.csv")


def _cell(value: object) -> object:
    """A cell of a CSV: text without formulas, and 1088 rather than 1088.0."""
    if isinstance(value, str):
        return defused(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _as_workbook(sheet: Sheet, title: str, name: str, here: RequestContext) -> Response:
    """The rows as an Excel workbook, with a sheet of notes."""
    licence = here.datasette.metadata("license") or ""
    taken_from = here.source_line().removeprefix("Source: ")
    text: list[list[object]] = [
        *notes(title, licence, taken_from, sheet.columns),
        ["How sure are we?", here.address(here.at.how_sure())],
    ]
    sheets = [sheet, Sheet("Notes", (Column("Note", 22), Column("", 90)), text)]
    return _file(workbook(sheets), _EXCEL, f"{name}.xlsx")


def _file(body: bytes, kind: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(body, headers={"content-disposition": disposition}, content_type=kind)


def _as_json(sheet: Sheet, **about: object) -> Response:
    """The rows as JSON: a list of objects under the name of the sheet, with what they are about."""
    names = [column.name for column in sheet.columns]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.rows]
    return Response.json({**about, "columns": names, sheet.name.lower(): rows})


async def as_svg(here: RequestContext, charts: tuple[Chart, ...], name: str) -> Response:
    """The chart for a desk as a file of its own."""
    if not charts:
        return await here.missing("figure to draw for this choice")
    context = {"chart": charts[0], "alone": True}
    text = await here.datasette.render_template("chart_svg.html", context, request=here.request)
    disposition = f"inline; filename*=UTF-8''{quote(name)}.svg"
    return Response(
        text.strip(), headers={"content-disposition": disposition}, content_type="image/svg+xml"
    )


async def measure_file(datasette: Datasette, request: Request) -> Response:
    """What a measure's page shows, as CSV, Excel, JSON, a picture or a feed."""
    here = await request_context(datasette, request)
    name, kind = here.part("measure"), here.part("kind")
    measure = await here.row(sql.MEASURE, measure=name)
    if measure is None:
        return await here.missing(f"measure called “{name}”")
    if kind == "atom":
        about = {"measure": name, "area": here.asked("area"), "most": FEED_ENTRIES}
        return await _feed(here, measure["label"], await here.rows(sql.NEW_OF_MEASURE, **about))
    choice, _ = await measure_choice.choice_of(here, name)
    figures = await measures.figures_of(here, name, choice)
    title = measures.title_of(measure, choice)
    if kind == "svg":
        return await as_svg(here, await measures.charts_of(here, measure, choice, figures), name)
    about = {key: measure[key] for key in ("id", "label", "definition", "kind", "good_direction")}
    return as_file(
        here,
        kind,
        await figures_sheet(here, figures.local + figures.compared),
        title,
        title,
        measure=about,
        choice=choice.query(),
        page=here.address(here.at.measure(name)),
    )


async def compare_file(datasette: Datasette, request: Request) -> Response:
    """What a comparison shows, as CSV, Excel, JSON or a picture."""
    here = await request_context(datasette, request)
    comparison, _ = await compare.comparison_of(here)
    if comparison is None:
        return await here.missing("figure to compare yet")
    points = await compare.compared_rows(here, comparison)
    kind, title = here.part("kind"), f"{comparison.measure['label']}, compared"
    if kind == "svg":
        return await as_svg(
            here, await compare.compared_charts(here, comparison, points), "compared"
        )
    sheet = await figures_sheet(here, points)
    return as_file(here, kind, sheet, title, title, compared=comparison.areas)


async def mix_file(datasette: Datasette, request: Request) -> Response:
    """What a mix shows, as CSV, Excel, JSON or a picture."""
    here = await request_context(datasette, request)
    name, kind = here.part("mix"), here.part("kind")
    known = here.settings.pages.mixes.get(name)
    if known is None:
        return await here.missing(f"mix called “{name}”")
    area, unit, _, _, points = await mix.mix_rows(here, known)
    days = await mix.mix_days(here, known, area, unit, points)
    if kind == "svg":
        return await as_svg(here, await mix.mix_charts(here, known, area, unit, days), name)
    title = f"{known.title}, {area}"
    sheet = await figures_sheet(here, mix.shown_rows(days, unit))
    rows = [*sheet.rows, *_worked_out(known.title, area, unit, mix.stacks_of(days, known, unit))]
    return as_file(here, kind, Sheet(sheet.name, sheet.columns, rows), title, title, area=area)


def _worked_out(
    title: str, area: str, unit: str, stacks: Iterable[tuple[Day, Stack]]
) -> Iterator[list[object]]:
    """Rows of what a mix's page shows without a figure of its own: what is not listed."""
    for day, stack in stacks:
        named: list[tuple[str, float | None]] = [
            (part.name, part.value) for part in stack.parts if not part.figure
        ]
        if stack.gap is not None:
            named.append(("not listed in the paper", stack.gap.value))
        elif stack.withheld:
            named.append(("not listed in the paper: a small number, not given", None))
        for name, value in named:
            known = {
                "Measure": title,
                "Breakdown": name,
                "Area": area,
                "Date or end of period": day.end,
                "Value": value,
                "Unit": words.UNITS.get(unit, unit),
                "Stated as": "worked out",
            }
            yield [known.get(column.name) for column in COLUMNS]


async def council_file(datasette: Datasette, request: Request) -> Response:
    """The series of a council's area as CSV, Excel or JSON, or its newest figures as a feed."""
    here = await request_context(datasette, request)
    area, kind = here.part("council"), here.part("kind")
    if kind == "atom":
        return await _feed(here, area, await _new_of_council(here, area))
    known = [row["id"] for row in await here.rows(sql.MEASURES)]
    found = await series_of_area(here, area, known)
    if not found:
        return await here.missing(f"figure about “{area}”")
    sheet = await figures_sheet(here, found)
    return as_file(here, kind, sheet, f"Figures about {area}", area, area=area)


async def figure_json(datasette: Datasette, request: Request) -> Response:
    """A figure as JSON: the record, its labels and its addresses."""
    here = await request_context(datasette, request)
    found = await here.row(sql.FIGURE, figure=here.part("figure"))
    if found is None:
        return Response.json({"error": "There is no such figure."}, status=404)
    paper = await here.row(sql.DOCUMENT, document=found["document_id"])
    assert paper is not None
    figure = {
        name: json.loads(value) if name in _JSON and isinstance(value, str) else value
        for name, value in found.items()
        if name not in _HIDDEN
    }
    return Response.json(
        {
            **figure,
            "in_words": {
                "value": words.stated(found),
                "period": words.period(found),
                "breakdown": words.breakdown(found["dimensions"]),
                "doubts": words.doubts(found["doubts"]),
            },
            "evidence": here.address(here.at.figure(found["id"])),
            "own_copy": own_copy(paper, found["page"]),
        }
    )


_JSON = frozenset({"dimensions", "doubts", "official", "unexplained", "agrees", "contradicts"})
_HIDDEN = frozenset({"path", "file", "number"})


async def _new_of_council(here: RequestContext, area: str) -> list[Row]:
    """The figures of a council's latest papers, the latest first."""
    documents = await council_documents(here, area)
    found: list[Row] = []
    about = {"area": here.asked("area"), "most": FEED_ENTRIES}
    async for rows in here.rows_of_documents(sql.NEW_OF_DOCUMENTS, documents, **about):
        found += rows
        if len(found) >= FEED_ENTRIES:
            break
    return found[:FEED_ENTRIES]


async def _feed(here: RequestContext, title: str, rows: list[Row]) -> Response:
    """An Atom feed of figures."""
    updated = max((row["read_at"] for row in rows), default="1970-01-01T00:00:00Z")
    context = {
        "title": title,
        "updated": updated,
        "self_address": here.address(here.request.full_path),
        "entries": [
            {
                **row,
                "address": here.address(here.at.figure(row["id"])),
                "title": f"{row['label']}, {row['area'] or 'area not given'}, "
                f"{words.period(row)}: {words.stated(row)}",
            }
            for row in rows
        ],
    }
    text = await here.datasette.render_template("feed.xml", context, request=here.request)
    return Response(text, content_type="application/atom+xml; charset=utf-8")
