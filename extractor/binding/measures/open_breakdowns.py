"""Lines of a table that no rule lists: the row's label is itself the value of a breakdown.

Some breakdowns are open: every council names the lines of its budget as it likes. Where the
column of a cell says what is measured ("Working budget"), the label of its row says about which
line.
"""

from __future__ import annotations

from extractor.binding.measures.budget_lines import line_name, of_something_else
from extractor.binding.measures.evidence import MatchContext, takes_unit
from extractor.binding.measures.left_over_words import unexplained, without_place
from extractor.binding.model import BoundMeasure
from extractor.rulebook.model import CompiledPattern, Rulebook


def measure_by_free_label(case: MatchContext, rulebook: Rulebook) -> BoundMeasure | None:
    """The measure that the column of a cell names by itself, its row a line of an open breakdown.

    None where the column names none or more than one, says anything else, or the row has no
    name or a sentence for one.
    """
    if not case.cell or case.figure.unit != "currency_gbp":
        return None
    value = line_name(case.row)
    if value is None or not _is_of_our_services(case, rulebook):
        return None
    fitting = [p for p in rulebook.patterns.values() if _is_named(case, p, rulebook)]
    if len({p.measure for p in fitting}) != 1:
        return None
    pattern = min(fitting, key=lambda p: p.id)
    opened = rulebook.measures[pattern.measure].open_dimension
    assert opened is not None
    return BoundMeasure(pattern, ((opened, value),), 0, unclear=True)


def _is_of_our_services(case: MatchContext, rulebook: Rulebook) -> bool:
    """Whether the label of the row names a population that a service looks after, the service, or
    a line that the rules list: "Employees" and "Transport" are kinds of cost of any service."""
    keys = case.row_keys
    if not keys:
        return False
    if not all(keys.isdisjoint(services) for services in rulebook.presumed.values()):
        return True
    named = frozenset[str]().union(*(rulebook.family_of.get(k, ()) for k in keys))
    if not named.isdisjoint(rulebook.presumed):
        return True
    return any(measure.open_dimension in keys for measure in rulebook.measures.values())


def _is_named(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> bool:
    """Whether the labels of the column meet a pattern but for its open breakdown, and say no
    more than it does."""
    opened = rulebook.measures[pattern.measure].open_dimension
    if opened is None or not takes_unit(case.figure, pattern):
        return False
    if of_something_else(case, pattern, rulebook) is not None or _is_limited(case, rulebook):
        return False
    said = frozenset[str]().union(*(p.keys for p in case.columns.phrases))
    needs = [need for need in pattern.needs if opened not in need]
    if len(needs) == len(pattern.needs) and any("=" in k for need in needs for k in need):
        return False
    if not needs or any(said.isdisjoint(need) for need in needs):
        return False
    if unexplained(case.columns.unknown, pattern, rulebook, money=True):
        return False
    return not without_place(case.columns.phrases, pattern.frame.accepts)


def _is_limited(case: MatchContext, rulebook: Rulebook) -> bool:
    """Whether a heading or caption limits all rows of the table: the "adults with disabilities" of
    a service for those without recourse to public funds are no line of the council's budget."""
    over = (m.concept for line in case.over for m in line)
    return any(rulebook.types.get(concept or "") == "limit" for concept in over)
