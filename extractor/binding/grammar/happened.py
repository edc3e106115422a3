"""Whether the verb of a figure tells of something that was done over a time, and not how many there
were on a day: "22 referrals were made", "training reached 450 drivers"."""

from __future__ import annotations

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.governor import tokens_of

_DOING = frozenset(
    {"answer", "appoint", "approve", "arrest", "award", "complete", "conduct", "convene", "deliver"}
    | {"grant", "handle", "hear", "inspect", "interview", "investigate", "issue", "lodge", "log"}
    | {"make", "notify", "offer", "process", "reach", "receive", "recruit", "refer", "refuse"}
    | {"reject", "report", "resolve", "send", "submit", "train", "undertake", "uphold", "visit"}
)
"""Verbs of what is done once to each of those counted."""
_OF_THE_PASSIVE = frozenset({"was", "were", "been"})
_NOT_YET = frozenset({"will", "would", "could", "may", "might", "should", "must", "can", "to"})


def was_done(syntax: Syntax, number: Number) -> bool:
    """Whether a figure counts those with whom something was done, as the object of a verb of the
    past or the subject of one in the passive."""
    tokens, own = syntax.tokens, tokens_of(syntax, number)
    if not own:
        return False
    below = own[0]
    for at in syntax.ancestors[own[0]]:
        verb = tokens[at]
        if verb.pos != "VERB":
            below = at
            continue
        helping = {tokens[i].lower for i in syntax.children[at] if "aux" in tokens[i].dep}
        if verb.lemma not in _DOING or helping & _NOT_YET or verb.dep in ("relcl", "acl"):
            return False
        past = verb.lower != verb.lemma and not verb.lower.endswith(("s", "ing"))
        present = bool(helping & {"is", "are"})
        role = "nsubjpass" if helping & _OF_THE_PASSIVE else "dobj"
        return past and not present and tokens[below].dep == role
    return False
