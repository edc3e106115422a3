"""How a sentence states a figure: as a fact, a forecast, a possibility, an intention, or denied.

Each function takes the syntax of a sentence and one of its numbers.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax, SyntaxToken
from extractor.binding.grammar.assignments import assigned, is_definite
from extractor.binding.grammar.governor import FINITE, PUNCTUATION, has_subject, tokens_of
from extractor.rulebook.words import Words

_NOT_ONLY = frozenset({"only", "just", "merely", "simply"})


def modality(syntax: Syntax, number: Number, words: Words) -> str | None:
    """The auxiliary ("will", "could") of the verb that governs a figure, where it makes a forecast
    or a possibility; None in a statement of fact."""
    own = tokens_of(syntax, number)
    if not own:
        return None
    for below, at in pairwise((own[0], *syntax.ancestors[own[0]])):
        token = syntax.tokens[at]
        listed = any(syntax.tokens[i].dep == "conj" for i in syntax.children[at])
        first = syntax.subtrees[below][0]
        apart = first > 0 and syntax.tokens[first - 1].lower in PUNCTUATION
        if syntax.tokens[below].dep == "appos" and apart and not listed:
            return None  # "the number of households, 139 today, will need to grow"
        if token.pos not in ("VERB", "AUX"):
            continue
        if _says_how_many(syntax, own[0], at):
            return None
        if syntax.tokens[below].dep == "dobj" and foretells(syntax, at, below):
            return "forecast"  # "the outturn predicted an overspend of £3m"
        if (foreseen := _foreseen(syntax, at, words)) is not None:
            return foreseen
        expecting = syntax.tokens[token.head].lower
        by_degree = any(syntax.tokens[i].lower in _DEGREES for i in syntax.children[token.head])
        if token.dep == "xcomp" and expecting in words.future and not by_degree:
            return expecting  # "is expected to support 35 children"
        if (meant := _meant(syntax, at, words)) is not None:
            return meant
        for child in syntax.children[at]:
            aux = syntax.tokens[child]
            if aux.dep == "aux" and (aux.lower in words.modal or aux.lower in words.future):
                return aux.lower
        if token.dep in (*FINITE, "relcl") and has_subject(syntax, at):
            return None
    return None


def _says_how_many(syntax: Syntax, figure: int, verb: int) -> bool:
    """Whether a figure is in brackets right behind the subject of a verb, and so says how many
    there are, whatever they will do: "those with a disability (9%) will keep their worker". What
    comes behind the verb is foretold with it: "we will have more beds (120)"."""
    tokens = syntax.tokens
    helping = [i for i in syntax.children[verb] if tokens[i].dep == "aux"]
    first = min((*helping, verb))
    opened = figure > 0 and tokens[figure - 1].lower == "("
    return opened and figure < first and tokens[first - 1].lower == ")"


def _meant(syntax: Syntax, verb: int, words: Words) -> str | None:
    """The word of the intention that an infinitive fulfils: "there were plans in place to reduce
    the spend by £2m"."""
    if not _is_infinitive(syntax, verb):
        return None
    before = syntax.tokens[max(0, verb - _NEAR_INTENTION) : verb]
    head = syntax.tokens[syntax.tokens[verb].head]
    return next((t.lemma for t in (head, *before) if t.lemma in words.intending), None)


_NEAR_INTENTION = 6  # words
_AIMED = frozenset({"xcomp", "ccomp", "advcl", "acl"})
"""What an aim is to the word that says that it is one."""


_OBLIGING = frozenset({"need", "needs", "have", "has"})
"""Verbs of what is not yet so: "we need to approve 20"; "had to move 20" tells what was."""
_SETTING = frozenset({"set", "agree", "have"})
"""Verbs whose subject or object may be an aim: "a target had been set to reduce the rate"."""


_CHANGING = frozenset(
    {"cut", "reduce", "raise", "increase", "lower", "halve", "improve", "sustain"}
)


def aim_of(syntax: Syntax, number: Number, words: Words) -> SyntaxToken | None:
    """The word that makes what governs a figure somebody's aim: "we hope to approve 15", "our
    ambition is that 60% will live with carers", "aims for 90%"; None where nothing does."""
    own = tokens_of(syntax, number)
    if not own:
        return None
    required = _required(syntax, own) if number.unit == "currency_gbp" else None
    if (required := required or assigned(syntax, own)) is not None:
        return required
    tokens = syntax.tokens
    for lower, at in pairwise((own[0], *syntax.ancestors[own[0]])):
        token, below = tokens[at], tokens[lower]
        if token.lemma in words.saying:
            return None
        complement = (
            below.dep in _AIMED
            or (below.dep == "prep" and below.lower == "for")
            or (below.dep == "relcl" and _is_infinitive(syntax, lower))
            or (below.dep == "dobj" and _has_it_do(syntax, at, lower))
        )
        if complement and below.lemma in _CHANGING and is_definite(syntax, own[0]):
            return None  # "aims to cut the 19%" that there are
        if complement and token.lemma in words.aiming:
            return token
        if below.dep == "xcomp" and token.lower in _OBLIGING and _is_infinitive(syntax, lower):
            return token
        set_so = token.lemma in _SETTING and token.pos == "VERB"
        apart = below.dep == "advcl" and not _is_for_some(syntax, lower)
        if not complement or not (set_so or (token.lemma == "be" and not apart)):
            continue
        to_do = below.dep == "xcomp" and not set_so  # "the plan is to have"
        aims = words.aiming | words.intending if to_do else words.aiming
        for child in syntax.children[at]:
            if tokens[child].dep in ("nsubj", "nsubjpass", "dobj") and tokens[child].lemma in aims:
                return tokens[child]
    return None


_MUST = frozenset({"must"})
_FINDING = frozenset(
    {"save", "find", "make", "deliver", "achieve", "identify", "cut", "reduce", "realise", "secure"}
)
"""What somebody must do to find a sum; what must be reported or repaid is no aim."""
_NOMINAL = frozenset({"pobj", "prep", "nummod", "quantmod", "compound", "nmod", "appos"})


def _required(syntax: Syntax, figure: list[int]) -> SyntaxToken | None:
    """The word that makes a sum what somebody is required to find: "savings of £3m required of the
    directorate", "savings of £3m are required", "must save £3m"."""
    tokens, lower = syntax.tokens, figure[0]
    for at in syntax.ancestors[figure[0]]:
        said = [tokens[i] for i in syntax.children[at] if i > figure[-1]]
        asked = next((t for t in said if t.dep == "acl" and t.lower == REQUIRED), None)
        if asked is not None:
            return asked
        if at in figure:
            pass  # "£3m", of which the parser may make a verb
        elif tokens[at].pos in ("VERB", "AUX"):
            subject = tokens[lower].dep == "nsubjpass" or tokens[at].dep == "acl"
            must = any(tokens[i].lower in _MUST for i in syntax.children[at])
            wanted = subject and tokens[at].lower == REQUIRED and not _is_for_else(syntax, at)
            must = must and at < figure[0] and tokens[at].lemma in _FINDING
            return tokens[at] if wanted or must else None
        elif tokens[lower].dep not in _NOMINAL:
            return None
        lower = at
    return None


REQUIRED = "required"


def _is_for_else(syntax: Syntax, verb: int) -> bool:
    """Whether what is required is something to be done with a sum ("was required to be reported"),
    or it is required no longer."""
    tokens = (syntax.tokens[i] for i in syntax.children[verb])
    return any(t.dep in ("xcomp", "neg") or t.lower == "longer" for t in tokens)


def _has_it_do(syntax: Syntax, verb: int, obj: int) -> bool:
    """Whether the object of a verb is to do something ("we want 95% of pupils to have a plan"),
    though the parser hung that on what is said of it ("95% of those who are fostered to live")."""
    does = [i for i in syntax.children[verb] if syntax.tokens[i].dep == "xcomp"]
    does += [i for i in syntax.subtrees[obj] if syntax.tokens[i].dep == "xcomp"]
    return any(_is_infinitive(syntax, i) for i in does)


def _is_for_some(syntax: Syntax, verb: int) -> bool:
    """Whether a verb is what somebody is to do ("our ambition is for this to rise to 55%")."""
    return any(
        syntax.tokens[i].dep == "mark" and syntax.tokens[i].lower == "for"
        for i in syntax.children[verb]
    )


def _is_infinitive(syntax: Syntax, verb: int) -> bool:
    """Whether a verb is one with "to" ("a target to approve 20 carers")."""
    return any(
        syntax.tokens[i].dep == "aux" and syntax.tokens[i].lower == "to"
        for i in syntax.children[verb]
    )


def _foreseen(syntax: Syntax, verb: int, words: Words) -> str | None:
    """The word that makes what its subject will do a forecast: "four are expected to pass", "the
    number is likely to grow"; None where the verb has no such word."""
    tokens = syntax.tokens
    for at in (verb, *(i for i in syntax.children[verb] if tokens[i].dep == "acomp")):
        if tokens[at].lower not in words.future:
            continue
        if any(tokens[i].lower in _DEGREES for i in syntax.children[at]):
            continue  # "more likely to be excluded"
        does = [tokens[i].lemma for i in syntax.children[at] if tokens[i].dep == "xcomp"]
        foretold = at == verb and tokens[at].lower in _FORETOLD and _is_passive(syntax, at)
        if foretold and "have" not in does:
            return tokens[at].lower  # "nine were predicted to A-C grades", "are expected to be in"
        if does and not set(does) <= {"be", "have"}:  # "were estimated to have" tells what is
            return tokens[at].lower
    return None


_TAKEN_ON = frozenset(
    {"responsibility", "care", "duty", "role", "control", "custody", "charge", "leadership"}
)
"""What somebody assumes who takes it on: "assumed responsibility for 25 care leavers"."""


def foretells(syntax: Syntax, verb: int, obj: int) -> bool:
    """Whether a verb foretells its object: "predicted an overspend of £3m"."""
    told = syntax.tokens[verb].lemma in _FORETELLING
    return told and syntax.tokens[obj].lemma not in _TAKEN_ON


_FORETELLING = frozenset(
    {"predict", "project", "forecast", "anticipate", "expect", "envisage", "foresee", "assume"}
)
_FORETOLD = frozenset(
    {"predicted", "projected", "forecast", "forecasted", "expected", "anticipated"}
)


def _is_passive(syntax: Syntax, verb: int) -> bool:
    return any(syntax.tokens[i].dep == "auxpass" for i in syntax.children[verb])


_DEGREES = frozenset({"more", "less", "as", "most", "least"})


def denied_at(syntax: Syntax, number: Number, words: Words) -> int | None:
    """The offset of the word that denies the verb which governs a figure ("the rate was not 61",
    "34 orders were not granted"); None where nothing denies it.

    A change or a bound that did not come about denies no level ("did not rise from 61"), and
    "was not 61 but 57" denies only the 61.
    """
    tokens = syntax.tokens
    own = tokens_of(syntax, number)
    if not own:
        return None
    for at in syntax.ancestors[own[0]]:
        if tokens[at].pos not in ("VERB", "AUX"):
            continue
        for child in syntax.children[at]:
            if tokens[child].dep == "neg" and not _spares(syntax, at, child, own[0], words):
                return tokens[child].start
        if has_subject(syntax, at):
            return None
    return None


def _spares(syntax: Syntax, verb: int, denial: int, figure: int, words: Words) -> bool:
    """Whether a negated verb leaves the figure itself as stated."""
    tokens = syntax.tokens
    after = tokens[denial + 1].lower if denial + 1 < len(tokens) else ""
    if after in _NOT_ONLY:
        return True
    if any(tokens[i].lower == "but" for i in range(denial, figure)):
        return True
    passive = any(tokens[i].dep == "auxpass" for i in syntax.children[verb])
    lemma = tokens[verb].lemma
    return lemma in words.verbs and lemma not in ("be", "have") and not passive
