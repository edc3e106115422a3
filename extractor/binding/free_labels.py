"""Lines of a table that no rule lists: the row's label is itself the value of a breakdown.

Some breakdowns are open: every council names the lines of its budget as it likes. Where the
column of a cell says what is measured ("Working budget"), the label of its row says about which
line.
"""

from __future__ import annotations

from extractor.binding.evidence import MatchContext, takes_unit
from extractor.binding.left_over import unexplained, without_place
from extractor.binding.model import BoundMeasure
from extractor.regex import regex
from extractor.rulebook.model import CompiledPattern, Rulebook
from extractor.tokens import norm

_WORD = regex(r"[A-Za-z]{2,}")
LONGEST = 12
"""Words of a label that make the value; a longer label is a sentence and no name of a line."""


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
    services = frozenset[str]().union(*rulebook.presumed.values())
    opened = frozenset(m.open_dimension for m in rulebook.measures.values())
    if case.row_keys & (services | opened):
        return True
    named = frozenset[str]().union(*(rulebook.family_of.get(k, ()) for k in case.row_keys))
    return not named.isdisjoint(rulebook.presumed)


def line_name(label: str) -> str | None:
    """The value that a row's label gives: its words in small letters, joined by lines; None where
    it has no word or too many."""
    words = [w.lower() for w in _WORD.findall(label)]
    words = [w for w in words if norm(w) not in ("total", "net", "gross")]
    if not words or len(words) > LONGEST:
        return None
    return "_".join(words)


def _is_named(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> bool:
    """Whether the labels of the column meet a pattern but for its open breakdown, and say no
    more than it does."""
    opened = rulebook.measures[pattern.measure].open_dimension
    if opened is None or not takes_unit(case.figure, pattern):
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
