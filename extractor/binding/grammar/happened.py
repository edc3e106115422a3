"""Whether a figure tells of what came about over a time, and not of how many there were on a day,
by its verb or its noun: "22 referrals were made", "only 4% of plans ended early", "we had 310
calls"."""

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
_TURNING = frozenset(
    {"arrive", "begin", "break", "cease", "close", "come", "depart", "die", "end", "enter", "fail"}
    | {
        "finish",
        "go",
        "join",
        "leave",
        "lose",
        "move",
        "pass",
        "quit",
        "resign",
        "retire",
        "return",
    }
    | {"start", "step", "transfer", "win", "withdraw"}
)
"""Verbs of what those counted do once, of no object that is counted."""
_EVENTS = frozenset(
    {"admission", "allegation", "appeal", "application", "arrest", "attendance", "call"}
    | {"complaint", "conference", "contact", "conviction", "death", "download", "enquiry"}
    | {"episode", "event", "hearing", "hit", "incident", "inquiry", "meeting", "offence"}
    | {"notification", "referral", "request", "review", "session", "view", "visit", "workshop"}
)
"""Nouns of what happens and is over."""
_STANDING = frozenset({"waiting", "open", "outstanding", "pending", "live", "active", "overdue"})
"""What makes of an event a case that is still there: "31 requests were outstanding"."""
_OF_THE_PASSIVE = frozenset({"was", "were", "been"})
_NOT_YET = frozenset({"will", "would", "could", "may", "might", "should", "must", "can", "to"})
_TO_EACH = frozenset({"to", "with"})


def came_about(syntax: Syntax, number: Number) -> bool:
    """Whether a figure counts, or is a share of, what came about over a time."""
    return was_done(syntax, number) or _did_it_once(syntax, number) or _are_events(syntax, number)


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
        present = bool(helping & {"is", "are"})
        if not _is_past(syntax, at) or present:
            return False
        if helping & _OF_THE_PASSIVE:
            return tokens[below].dep == "nsubjpass"
        to_each = tokens[below].dep in ("prep", "dative") and tokens[below].lower in _TO_EACH
        return tokens[below].dep == "dobj" or (to_each and below > at)
    return False


def was_so(syntax: Syntax, number: Number) -> bool:
    """Whether a figure heads the subject of a form of "be" with an adjective or a place behind it:
    "66% were overdue", "nine are in the north"."""
    tokens, own = syntax.tokens, tokens_of(syntax, number)
    below = own[0] if own else 0
    for at in syntax.ancestors[below] if own else ():
        if tokens[at].pos not in ("VERB", "AUX"):
            below = at
            continue
        so = any(
            i > at and (tokens[i].dep == "acomp" or (tokens[i].dep == "prep" and i == at + 1))
            for i in syntax.children[at]
        )
        return so and tokens[at].lemma == "be" and tokens[below].dep == "nsubj"
    return False


def _is_past(syntax: Syntax, at: int) -> bool:
    verb = syntax.tokens[at]
    return verb.lower != verb.lemma and not verb.lower.endswith(("s", "ing"))


def _did_it_once(syntax: Syntax, number: Number) -> bool:
    """Whether a figure heads the subject of a verb in the past that tells what began or was over
    ("four carers left", "4% of plans ended after two years")."""
    tokens, own = syntax.tokens, tokens_of(syntax, number)
    below = own[0] if own else 0
    for at in syntax.ancestors[below] if own else ():
        verb = tokens[at]
        if verb.pos != "VERB":
            below = at
            continue
        helping = {tokens[i].lower for i in syntax.children[at] if "aux" in tokens[i].dep}
        once = verb.lemma in _TURNING and tokens[below].dep == "nsubj"
        return once and not helping and _is_past(syntax, at) and verb.dep not in ("relcl", "acl")
    return False


def _are_events(syntax: Syntax, number: Number) -> bool:
    """Whether a figure counts new cases, or events that there were ("we had 310 calls"), of which
    nothing says that they were still waiting."""
    tokens, own = syntax.tokens, tokens_of(syntax, number)
    noun = own[0] if own else 0
    while own and tokens[noun].head != noun and tokens[noun].pos != "NOUN":
        if tokens[noun].pos in ("VERB", "AUX"):
            return False
        noun = tokens[noun].head
    if not own or (tokens[noun].lemma not in _EVENTS and not _is_new(syntax, noun)):
        return False
    for at in syntax.ancestors[noun]:
        if tokens[at].pos not in ("VERB", "AUX"):
            continue
        said = {tokens[i].lower for i in syntax.subtrees[at] if i > own[-1]}
        past = tokens[at].lower in ("had", "was", "were", "saw") or _is_past(syntax, at)
        return past and tokens[at].dep not in ("relcl", "acl") and not said & _STANDING
    return False


def _is_new(syntax: Syntax, noun: int) -> bool:
    """Whether a noun has "new" for an attribute and is a case that is opened, no thing that is new
    for long: "of the new plans"."""
    return any(syntax.tokens[i].lower == "new" for i in syntax.children[noun])
