"""metadata.yml is true to the schema, its questions run, and Datasette means what it says."""

from __future__ import annotations

import re
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from site_asked import Site

from extractor.package_files import shipped
from extractor.site.settings import PLUGIN, SiteSettings
from extractor.wording import labels

METADATA: dict[str, Any] = yaml.safe_load(shipped("metadata.yml").read_text(encoding="utf-8"))
FIGURES: dict[str, Any] = METADATA["databases"]["figures"]
QUERIES: dict[str, dict[str, Any]] = FIGURES["queries"]
# A scan, a sort, or a skip-scan: an index of which the first column is not known.
UNWELCOME = re.compile(r"^SCAN|TEMP B-TREE|ANY\(")
INTERNAL = ("sqlite_", "_sqlite_", "pages_fts", "observations_fts")


def parameters(sql: str) -> dict[str, str]:
    return {name: "" for name in ("area", "measure", "council") if f":{name}" in sql}


def test_every_table_and_column_is_described_and_nothing_else(site: Site) -> None:
    names = {
        row["name"]
        for row in site.rows("select name from sqlite_master where type in ('table', 'view')")
        if not row["name"].startswith(INTERNAL)
    }
    hidden, tables = FIGURES["tables"].copy(), {}
    for name in names:
        tables[name] = hidden.pop(name)
    # SQLite's and the migrations' own tables are only left out of the list.
    assert all(
        name.startswith(INTERNAL) and each == {"hidden": True} for name, each in hidden.items()
    )
    for name, described in tables.items():
        columns = [row["name"] for row in site.rows(f"pragma table_info([{name}])")]
        assert set(described["columns"]) == set(columns), name
        assert described["title"], name
        assert described["description"], name
        assert all(str(text).strip() for text in described["columns"].values()), name
        for key in ("sort", "sort_desc", "label_column"):
            assert described.get(key, columns[0]) in columns, (name, key)
        assert set(described.get("facets", [])) <= set(columns), name
        assert set(described.get("units", {})) <= set(columns), name


def test_there_is_a_query_for_each_of_the_twenty_questions() -> None:
    assert [name[:3] for name in QUERIES] == [f"q{n:02}" for n in range(1, 21)]
    for query in QUERIES.values():
        assert query["title"].endswith("?")
        assert query["description"]


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_runs_and_its_parameters_offer_their_values(site: Site, name: str) -> None:
    sql = QUERIES[name]["sql"]
    assert "select *" not in sql
    page = site.html(f"/figures/{name}")
    known = SiteSettings.model_validate(METADATA["plugins"][PLUGIN]).parameters
    for parameter in parameters(sql):
        assert f'<label for="qp1">{known[parameter].label}</label>' in page or "qp2" in page
        assert f'name="{parameter}"' in page
    answer = site.get(f"/figures/{name}.json?_shape=objects").json()
    assert answer["ok"], answer["error"]


def test_the_questions_answer_for_one_area(site: Site) -> None:
    for name, least in {"q01_children_looked_after": 5, "q02_placed_out_of_county": 5}.items():
        everywhere = site.get(f"/figures/{name}.json?_shape=array").json()
        rows = site.get(f"/figures/{name}.json?_shape=array&area=Exford").json()
        assert {row["area"] for row in rows} == {"Exford"}
        assert least <= len(rows) < len(everywhere)
    targets = site.get("/figures/q08_targets_met.json?_shape=array&measure=cla_out_of_area").json()
    assert {row["result"] for row in targets} == {"not met"}
    failed = site.get("/figures/q19_does_not_add_up.json?_shape=array").json()
    assert -10 in [row["gap"] for row in failed]
    said = site.get("/figures/q20_exact_words.json?_shape=array&area=Wyeland").json()
    assert all(row["figure_text"] in row["quote"] for row in said)


@pytest.mark.parametrize("name", QUERIES)
def test_no_question_scans_a_table_or_sorts_all_its_rows(site: Site, name: str) -> None:
    assert unwelcome(site.path, QUERIES[name]["sql"]) == []


def unwelcome(database: Path, sql: str) -> list[str]:
    """The steps of a query plan that touch every row of a table."""
    connection = sqlite3.connect(database)
    plan = connection.execute(f"explain query plan {sql}", parameters(sql)).fetchall()
    connection.close()
    return [step[3] for step in plan if UNWELCOME.search(step[3])]


def test_addresses_of_the_former_dashboards_lead_to_their_pages(site: Site) -> None:
    pages = SiteSettings.model_validate(METADATA["plugins"][PLUGIN]).pages
    assert len(pages.moved) > 3
    for before, now in pages.moved.items():
        answer = site.get(f"{before}?area=Exford")
        assert answer.status_code == 301
        assert answer.headers["location"] == f"{now}?area=Exford"
        assert site.get(now).status_code == 200
    assert site.get("/-/dashboards/other").status_code == 404


def test_the_settings_of_pages_name_measures_that_there_are(site: Site) -> None:
    pages = SiteSettings.model_validate(METADATA["plugins"][PLUGIN]).pages
    known = {row["id"] for row in site.rows("select id from measures")}
    named = {*pages.leading, pages.compared}
    for mix in pages.mixes.values():
        named |= {mix.measure, mix.whole, *mix.also}
        for total, kinds in mix.subtotals.items():
            assert {total, *kinds} <= set(labels.values(mix.by))
    assert named <= known


def test_the_installed_datasette_is_the_one_that_metadata_is_written_for(site: Site) -> None:
    """From 1.0 on `queries` and `allow_sql` of metadata.yml are ignored, without a word."""
    assert version("datasette").startswith("0.65.")
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert "datasette>=0.65.5,<0.66" in project
    assert "datasette-plot" not in project
    assert site.get("/figures/q01_children_looked_after.json").status_code == 200


def test_sql_can_be_switched_off(site: Site, tmp_path: Path) -> None:
    """`allow_sql: false` is obeyed: the setting that a careful publisher would turn to."""
    closed = {**METADATA, "allow_sql": False}
    path = tmp_path / "metadata.yml"
    path.write_text(yaml.safe_dump(closed), encoding="utf-8")
    other = Site(site.path, metadata=path)
    assert other.get("/figures.json?sql=select+1").status_code == 403
    assert other.get("/figures/q01_children_looked_after.json").status_code == 200
    other.close()


def test_choices_beside_a_table_are_named_in_words(site: Site) -> None:
    page = site.get("/figures/series?_facet=measure&_facet=period_basis&_facet=unit").text
    shown = re.findall(r'<ul class="tight-bullets">(.*?)</ul>', page, re.DOTALL)
    choices = re.findall(r"<a [^>]*>([^<]*)</a> [\d,]+", "".join(shown))
    assert "on a given date" in choices
    assert "Children looked after" in choices
    assert not [choice for choice in choices if "_" in choice]
