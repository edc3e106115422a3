"""What somebody was told to do, or a plan asks for: "were asked to recruit 25 households", "the
local plan calls for 250 homes". The figure is an aim, and who set it narrows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extractor.annotations.parsing.syntax import Syntax, SyntaxToken

_TELLING = frozenset(
    {"ask", "task", "commission", "challenge", "charge", "instruct", "contract", "direct", "urge"}
)
"""Verbs by which somebody is told, in the passive, to do something."""
_REACHING = frozenset(
    {"recruit", "approve", "find", "reach", "achieve", "deliver", "save", "generate", "reduce"}
    | {
        "cut",
        "keep",
        "bring",
        "raise",
        "increase",
        "attract",
        "complete",
        "provide",
        "build",
        "get",
    }
    | {"limit", "secure", "halve", "lower", "hold", "meet", "create", "attain", "maintain", "make"}
)
"""What somebody is told to do to come to a figure; what "was asked to report on 41" is no aim."""
_PROMISING = frozenset({"agree", "pledge", "promise", "undertake", "commit", "vow", "resolve"})
"""Verbs with which somebody says what they would do; what should be may be a decision."""
_MORE = frozenset({"more", "additional", "extra", "further"})
_ASKING = frozenset({"call", "allow", "provide", "plan", "aim", "look"})
"""Verbs that with "for" say what a plan asks for."""
_SEEKING = frozenset(
    {"seek", "aim", "intend", "want", "hope", "propose", "commit", "set", "strive"}
)
"""Verbs of a plan that with an infinitive say the same."""
_PLANS = frozenset(
    {"plan", "strategy", "programme", "program", "contract", "agreement", "specification"}
    | {"policy", "brief", "pledge", "proposal", "roadmap", "blueprint", "framework", "prospectus"}
)


def assigned(syntax: Syntax, own: list[int]) -> SyntaxToken | None:
    """The verb that makes a figure what somebody was told to reach or a plan asks for; None where
    nothing does. `own` are the tokens of the figure."""
    found = _assigning(syntax, own[0]) if own else None
    return None if found is None else syntax.tokens[found]


def assigning(syntax: Syntax, figures: Iterable[int]) -> set[int]:
    """The words that only say who set a task or which plan asks for what figures count."""
    found: set[int] = set()
    for figure in figures:
        verb = _assigning(syntax, figure)
        if verb is None:
            continue
        found.add(verb)
        for at in syntax.children[verb]:
            inside = syntax.subtrees[at]
            if syntax.tokens[at].dep in ("nsubj", "nsubjpass") and figure not in inside:
                found.update(inside)
    return found


def is_definite(syntax: Syntax, figure: int) -> bool:
    """Whether a figure is spoken of as one that there is: "asked to raise the 91% of …"."""
    return figure > 0 and syntax.tokens[figure - 1].lower in ("the", "these", "those")


def _assigning(syntax: Syntax, figure: int) -> int | None:
    tokens, given = syntax.tokens, is_definite(syntax, figure)
    for lower, at in pairwise((figure, *syntax.ancestors[figure])):
        below, verb = tokens[lower], tokens[at]
        told = below.dep == "xcomp" and verb.lemma in _TELLING and _is_passive(syntax, at)
        if not given and told and _is_infinitive(syntax, lower) and below.lemma in _REACHING:
            return at
        if not given and below.dep == "ccomp" and _is_promised(syntax, at, lower):
            return at
        asked = below.dep == "prep" and below.lower == "for" and verb.lemma in _ASKING
        sought = below.dep == "xcomp" and verb.lemma in _SEEKING and _is_infinitive(syntax, lower)
        more = figure + 1 < len(tokens) and tokens[figure + 1].lower in _MORE
        if not given and ((asked and not more) or sought) and _of_a_plan(syntax, at):
            return at
        for child in syntax.children[at] if below.dep == "nummod" else ():
            # "the 250 homes which the local plan calls for"
            asks = tokens[child].dep == "relcl" and tokens[child].lemma in _ASKING
            ends = any(tokens[i].lower == "for" for i in syntax.children[child])
            if asks and ends and _of_a_plan(syntax, child):
                return child
    return None


def _is_promised(syntax: Syntax, verb: int, promise: int) -> bool:
    """Whether a clause is what somebody promised ("we said we would have 90% …", "the board pledged
    that 60% would …"); what an officer says would be is what may come."""
    tokens = syntax.tokens
    helped = any(tokens[i].lower == "would" for i in syntax.children[promise])
    subjects = {tokens[i].lower for i in syntax.children[verb] if tokens[i].dep == "nsubj"}
    ours = tokens[verb].lower == "said" and "we" in subjects
    return helped and (ours or tokens[verb].lemma in _PROMISING)


def _of_a_plan(syntax: Syntax, verb: int) -> bool:
    """Whether the subject of a verb is a plan or the like."""
    children = (syntax.tokens[i] for i in syntax.children[verb])
    return any(t.dep == "nsubj" and t.norm in _PLANS for t in children)


def _is_passive(syntax: Syntax, verb: int) -> bool:
    return any(syntax.tokens[i].dep == "auxpass" for i in syntax.children[verb])


def _is_infinitive(syntax: Syntax, verb: int) -> bool:
    return any(
        syntax.tokens[i].dep == "aux" and syntax.tokens[i].lower == "to"
        for i in syntax.children[verb]
    )
