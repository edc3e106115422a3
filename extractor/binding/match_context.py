"""Everything that decides which measure may match a figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.binding.account import Account, Phrase
from extractor.binding.model import Figure
from extractor.binding.scopes import EvidenceScope


@dataclass(frozen=True, slots=True)
class MatchContext:
    """A figure with what was read around it.

    `own` is the account of the figure's clause, or of the innermost labels of its cell;
    `around` that of the clause it hangs on, or of the outer labels; `heads` that of the
    caption of a table and the header of its row labels. `head` are the keys of the noun that
    the figure counts, None where it names none. `denied` are the phrases that the clause
    turns round, `inherited` the breakdown of the figure that this one is set against,
    `antecedents` the measures of the figures in the sentence before, None where it has none.
    `siblings` are the keys in the labels of the other rows and columns of a cell's table.
    `of_a_span` says whether its clause names a span of time, False for a day, None for neither.
    `share_of_nothing` says that the verb of a share's base tells nothing that a rule knows.
    `some_of_them` says that it is of a group that the sentence before names and no whole
    population. `total` says that its row or column is one. `text` is that of the passage.
    """

    figure: Figure
    evidence: EvidenceScope
    own: Account
    around: Account = field(default_factory=Account)
    heads: Account = field(default_factory=Account)
    head: frozenset[str] | None = None
    head_words: str = ""
    denied: tuple[Phrase, ...] = ()
    anaphoric: bool = False
    cell: bool = False
    inherited: tuple[tuple[str, str], ...] = ()
    antecedents: frozenset[str] | None = None
    siblings: frozenset[str] = frozenset()
    total: bool = False
    of_a_span: bool | None = None
    some_of_them: bool = False
    share_of_nothing: bool = False
    text: str = ""
