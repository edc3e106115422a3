"""What the grammar of a sentence says of its words: which narrow what a figure counts.

An adjunct (a reason, a comparison, who reported it, a clause set off by a comma) changes
nothing of the figure; a noun, an adjective or a verb in the clause of the figure does,
until a rule says what it means. "There were 512 children in care, broadly in line with
expectations" counts all of them, "512 children in care attended the event" does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.annotations.model import Number
from extractor.annotations.syntax import Syntax, Token
from extractor.rulebook.words import Words

_CLAUSES = frozenset({"advcl", "parataxis", "intj", "meta"})
_SET_OFF = frozenset(
    {"relcl", "acl", "appos", "prep", "conj", "advmod", "npadvmod", "acomp", "dep"}
)
_LEADING = frozenset({"prep", "advmod", "npadvmod", "advcl", "nmod"})
_BASE_OPENERS = frozenset({"of", "for", "among", "amongst", "from", "out", "with"})
_PUNCTUATION = frozenset({",", "–", "—", "-", ";", ":"})
_POINTING = frozenset({"former", "latter"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a sentence by what they do, as offsets of their first characters.

    `narrowing` are the nouns, adjectives and verbs that narrow what is counted unless a rule
    accounts for them, `light` the verbs that say little; `adjuncts` the words that only say
    why, when, compared with what, or who said so, `describing` those of a clause about another
    noun; `denying` those that deny ("not").
    """

    narrowing: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()
    adjuncts: frozenset[int] = frozenset()
    describing: frozenset[int] = frozenset()
    denying: tuple[int, ...] = ()


def read_grammar(syntax: Syntax, numbers: Sequence[Number], words: Words) -> Grammar:
    """What each word of a sentence does for its candidate figures."""
    tokens = syntax.tokens
    figures = _figure_tokens(syntax, numbers)
    holds = _holding(syntax, figures)
    counted = frozenset(n for number in numbers if (n := noun_counted(syntax, number)) is not None)
    left_out: set[int] = set()
    leading: set[int] = set()
    describing: set[int] = set()
    starts = {0, _statement(syntax)}
    for at in range(len(tokens)):
        if at in holds or at in left_out:
            continue
        if _describes(syntax, at, holds, counted):
            describing.update(syntax.subtree(at))
        elif _leads(syntax, at, figures, starts, words):
            beside = _opener(syntax, at) in words.adjunct_openers - words.time_openers
            (left_out if beside else leading).update(syntax.subtree(at))
        elif _is_adjunct(syntax, at, figures, words):
            left_out.update(syntax.subtree(at))
    left_out |= _reporting(syntax, holds)
    acting = _acting(syntax, figures, words)
    narrowing = frozenset(
        token.start
        for at, token in enumerate(tokens)
        if at not in left_out
        and at not in leading
        and at not in describing
        and at not in figures
        and token.pos in _CLASSES
        and len(token.lower) > 2
        and token.lower.isalpha()
        and (not _neutral(token, words) or _is_done_to(syntax, at, figures, words))
        and not _qualifies_neutral(syntax, at, counted, words)
        and not _names_body(syntax, at, words)
        and at not in acting
        and not (token.lower in _POINTING and token.dep in _NOMINAL)
    )
    kept = [t for at, t in enumerate(tokens) if at not in left_out]
    return Grammar(
        narrowing,
        frozenset(
            t.start
            for t in tokens
            if t.pos == "VERB"
            and t.lemma in words.light_verbs
            and not _restricts(syntax, t, counted)
        ),
        frozenset(tokens[at].start for at in left_out),
        frozenset(tokens[at].start for at in describing),
        tuple(t.start for t in kept if t.dep == "neg" or t.lower in words.denying),
    )


def _neutral(token: Token, words: Words) -> bool:
    if token.lower in words.neutral or token.norm in words.neutral:
        return True
    return token.pos == "VERB" and token.lemma in words.verbs


def _is_done_to(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a verb of change is something that was done to those counted: "12% were declined"
    is no decline."""
    token = syntax.tokens[at]
    if token.lemma not in words.done_to:
        return False
    passive = any(syntax.tokens[i].dep == "auxpass" for i in syntax.children[at])
    return passive and _figure_is_subject(syntax, at, figures)


def _qualifies_neutral(syntax: Syntax, at: int, counted: frozenset[int], words: Words) -> bool:
    """Whether an adjective stands before a neutral noun ("a notable increase") that is not what
    is counted ("44 homeless children")."""
    token = syntax.tokens[at]
    head = syntax.tokens[token.head]
    if token.pos != "ADJ" or token.dep != "amod" or head.start in counted:
        return False
    return _neutral(head, words)


def _restricts(syntax: Syntax, verb: Token, counted: frozenset[int]) -> bool:
    """Whether a verb picks out some of those who are counted ("23 care leavers who attend …")."""
    return verb.dep == "relcl" and syntax.tokens[verb.head].start in counted


def _acting(syntax: Syntax, figures: frozenset[int], words: Words) -> frozenset[int]:
    """The words of those who did what a figure counts ("the panel approved 12 carers"): the
    subjects of its verbs that name who acts for the council and hold no figure."""
    tokens = syntax.tokens
    found: set[int] = set()
    for figure in figures:
        for verb in syntax.ancestors(figure):
            for at in syntax.children[verb]:
                if tokens[at].dep == "nsubj" and tokens[at].norm in words.actors:
                    inside = syntax.subtree(at)
                    if not figures.intersection(inside):
                        found.update(inside)
    return frozenset(found)


def _names_body(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a word is of the name of a council ("Wexmouth County Council had …")."""
    token = syntax.tokens[at]
    head = syntax.tokens[token.head]
    return token.pos == "PROPN" and token.dep == "compound" and head.norm in words.bodies


def _figure_tokens(syntax: Syntax, numbers: Sequence[Number]) -> frozenset[int]:
    return frozenset(
        at
        for at, token in enumerate(syntax.tokens)
        if any(n.start < token.end and token.start < n.end for n in numbers)
    )


def _holding(syntax: Syntax, figures: frozenset[int]) -> frozenset[int]:
    """The tokens on which a figure hangs, itself included."""
    holding: set[int] = set(figures)
    for at in figures:
        holding.update(syntax.ancestors(at))
    return frozenset(holding)


def _is_adjunct(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a subtree without a figure is set off from what the figure counts."""
    token = syntax.tokens[at]
    if token.head == at or token.inside:
        return False
    if token.dep in ("neg", "punct", "cc", "det", "aux", "auxpass", "mark"):
        return False
    span = syntax.subtree(at)
    first = syntax.tokens[span[0]].lower
    before = syntax.tokens[span[0] - 1].lower if span[0] else ""
    if token.dep in ("prep", "advcl", "pcomp", "advmod", "acl", "amod") and (
        token.lower in words.adjunct_openers or first in words.adjunct_openers
    ):
        return not (
            _completes_copula(syntax, at)
            or _completes_verb(syntax, at)
            or (before not in _PUNCTUATION and _is_reason_of_subject(syntax, at, figures))
        )
    if token.dep == "acl" and span[0] and syntax.tokens[span[0] - 1].norm in words.times:
        return True  # "for the ninth year running", "in the year ending …"
    if token.dep in _CLAUSES:
        return before in _PUNCTUATION or span[0] == 0
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        contrasts = any(syntax.tokens[i].lower == "but" for i in range(token.head, at))
        return syntax.tokens[token.head].pos in ("VERB", "AUX") and (
            contrasts
            or _has_subject(syntax, at)
            or not _figure_is_subject(syntax, token.head, figures)
        )
    if token.dep in _SET_OFF and before in _PUNCTUATION and figures:
        return span[0] > max(figures)
    return False


_REASONS = frozenset({"because", "due", "owing"})


def _is_reason_of_subject(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether a reason is all that a sentence says of those counted ("31 children are looked
    after because of absent parenting"); "numbers rose to 512 because of …" counts everybody."""
    first = [syntax.tokens[i].lower for i in syntax.subtree(at)[:2]]  # "primarily because of"
    if not _REASONS.intersection(first):
        return False
    return _figure_is_subject(syntax, syntax.tokens[at].head, figures)


def _completes_verb(syntax: Syntax, at: int) -> bool:
    """Whether a phrase with "as" says what its verb makes of somebody ("are recorded as disabled",
    "were identified as being at risk")."""
    token = syntax.tokens[at]
    return (
        token.lower == "as"
        and token.dep == "prep"
        and syntax.tokens[token.head].pos == "VERB"
        and token.head < at
    )


def _completes_copula(syntax: Syntax, at: int) -> bool:
    """Whether a phrase is all that a form of "be" says ("18 were due to …")."""
    head = syntax.tokens[at].head
    if syntax.tokens[head].lemma != "be":
        return False
    others = [
        i
        for i in syntax.children[head]
        if i != at
        and syntax.tokens[i].dep in ("attr", "acomp", "prep", "advmod", "xcomp")
        and syntax.tokens[i].start > syntax.tokens[head].start
    ]
    return not others


def _has_subject(syntax: Syntax, at: int) -> bool:
    return any(syntax.tokens[i].dep in ("nsubj", "nsubjpass", "expl") for i in syntax.children[at])


def _figure_is_subject(syntax: Syntax, verb: int, figures: frozenset[int]) -> bool:
    """Whether a figure stands in the subject of a verb, or of the one that it completes."""
    while syntax.tokens[verb].dep in ("xcomp", "conj") and not _has_subject(syntax, verb):
        verb = syntax.tokens[verb].head
    return any(
        figures.intersection(syntax.subtree(i))
        for i in syntax.children[verb]
        if syntax.tokens[i].dep in ("nsubj", "nsubjpass")
    )


def _describes(syntax: Syntax, at: int, holds: frozenset[int], counted: frozenset[int]) -> bool:
    """Whether a relative clause describes another noun than the one that is counted ("placed in
    residential care which provides …"); one that denies something narrows it all the same."""
    token = syntax.tokens[at]
    if token.dep != "relcl" or token.head in holds:
        return False
    if syntax.tokens[token.head].start in counted or _in_base(syntax, token.head):
        return False
    if any(syntax.tokens[i].dep == "neg" for i in syntax.subtree(at)):
        return False
    return not any(syntax.tokens[i].dep == "nummod" for i in syntax.children[token.head])


def _in_base(syntax: Syntax, at: int) -> bool:
    """Whether a noun names the base with which a sentence opens ("Of the children in care who moved
    school, 42% …")."""
    while syntax.tokens[at].head != at and syntax.tokens[at].dep != "prep":
        at = syntax.tokens[at].head
    return at == 0 and syntax.tokens[at].lower in _BASE_OPENERS


def _statement(syntax: Syntax) -> int:
    """The number of the token at which a sentence says what is so, behind the words that only
    tell who said it ("Members noted that …"); 0 where none do."""
    tokens = syntax.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.lower == "that" and token.dep == "mark":
            return at + 1 if tokens[token.head].dep == "ccomp" else 0
    return 0


def _opener(syntax: Syntax, at: int) -> str:
    return syntax.tokens[syntax.subtree(at)[0]].lower


def _leads(
    syntax: Syntax, at: int, figures: frozenset[int], starts: set[int], words: Words
) -> bool:
    """Whether a phrase opens the sentence and is set off by a comma ("In the county, …"): its
    words narrow nothing, unless it names the base ("Of the …", "For children under five, …")."""
    token = syntax.tokens[at]
    if token.dep not in _LEADING or not figures:
        return False
    span = syntax.subtree(at)
    after = span[-1] + 1
    comma = after < len(syntax.tokens) and syntax.tokens[after].lower == ","
    opener = syntax.tokens[span[0]].lower
    set_off = comma or (span[0] in starts and opener in words.adjunct_openers)
    if not set_off or span[-1] > min(figures):
        return False
    if any(syntax.tokens[i].norm in words.localities for i in span):
        return False  # "In the south of the county, …" is a part of it
    return opener not in _BASE_OPENERS or _is_of_time(syntax, at, words)


def _is_of_time(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a phrase only says when ("For the second year running")."""
    objects = [i for i in syntax.children[at] if syntax.tokens[i].dep == "pobj"]
    return bool(objects) and all(syntax.tokens[i].norm in words.times for i in objects)


def _reporting(syntax: Syntax, holds: frozenset[int]) -> set[int]:
    """The words of a clause that only says who reported the figure ("The head of service
    highlighted that 363 children …")."""
    found: set[int] = set()
    for at in holds:
        token = syntax.tokens[at]
        if token.dep == "ccomp" and token.start > syntax.tokens[token.head].start:
            inside = set(syntax.subtree(at))
            outside = [i for i in syntax.subtree(token.head) if i not in inside]
            if not any(i in holds for i in outside if i != token.head):
                found.update(outside)
    return found


def noun_counted(syntax: Syntax, number: Number) -> int | None:
    """The offset of the noun that a figure counts, behind "of" for a share; None where the
    figure names none ("the number rose to 64")."""
    tokens = syntax.tokens
    own = {i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end}
    if not own:
        return None
    top = next((i for i in sorted(own) if tokens[i].head not in own), min(own))
    if tokens[top].dep == "nummod" and tokens[tokens[top].head].pos in ("NOUN", "PROPN"):
        head = tokens[tokens[top].head]
        between = {tokens[i].lower for i in range(top, tokens[top].head)}
        if between & {"(", ")"}:  # "from 581 (34 per 10,000 children)"
            return None
        return head.start if head.start > number.start and head.lower.isalpha() else None
    for child in syntax.children[top]:
        if tokens[child].lower == "of" and tokens[child].start >= number.end:
            for base in syntax.children[child]:
                if tokens[base].pos in ("NOUN", "PROPN"):
                    return tokens[base].start
    return None


def predicate_of(syntax: Syntax, number: Number) -> tuple[int, int] | None:
    """The span [start, end) of the verb whose subject holds a figure: what they did is said of
    those who are counted, however far the verb stands; None where the figure is in no subject."""
    tokens = syntax.tokens
    own = frozenset(
        i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end
    )
    if not own:
        return None
    top = next((i for i in sorted(own) if tokens[i].head not in own), min(own))
    if tokens[top].dep == "nummod":
        top = tokens[top].head
    verb = tokens[tokens[top].head]
    if tokens[top].dep not in ("nsubj", "nsubjpass") or verb.pos not in ("VERB", "AUX"):
        return None
    return verb.start, verb.end


def objects_of_predicate(syntax: Syntax, number: Number) -> list[tuple[int, int]]:
    """The spans [start, end) of the objects of the verb whose subject a figure heads: what those
    counted had or did ("58 children have had three social workers")."""
    verb = predicate_of(syntax, number)
    if verb is None:
        return []
    at = next(i for i, t in enumerate(syntax.tokens) if t.start == verb[0])
    found = [syntax.tokens[i] for i in syntax.children[at] if syntax.tokens[i].dep == "dobj"]
    return [(t.start, t.end) for t in found]


def _tokens_of(syntax: Syntax, number: Number) -> frozenset[int]:
    return frozenset(
        i
        for i, token in enumerate(syntax.tokens)
        if number.start < token.end and token.start < number.end
    )


def subject_noun(syntax: Syntax, number: Number, words: Words) -> int | None:
    """The offset of the noun whose number a figure gives as object or complement of a verb:
    "Placement breakdowns fell from 46 to 37"; behind "number of" the noun that is numbered. None
    where the subject names none."""
    tokens = syntax.tokens
    own = frozenset(
        i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end
    )
    if not own or noun_counted(syntax, number) is not None:
        return None
    for at in syntax.ancestors(min(own)):
        if tokens[at].pos not in ("VERB", "AUX"):
            continue
        subjects = [i for i in syntax.children[at] if tokens[i].dep in ("nsubj", "nsubjpass")]
        if not subjects:
            continue
        noun = subjects[0]
        if own.intersection(syntax.subtree(noun)) or tokens[noun].pos != "NOUN":
            return None
        return None if tokens[noun].norm in words.neutral else tokens[noun].start
    return None


def subject_of_predicate(syntax: Syntax, number: Number) -> frozenset[int] | None:
    """The offsets of the words of the subject that a figure heads ("57% of new entrants | were
    under 10"); None where it heads none."""
    tokens = syntax.tokens
    if predicate_of(syntax, number) is None:
        return None
    own = [i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end]
    at = own[0]
    while tokens[at].dep not in ("nsubj", "nsubjpass"):
        at = tokens[at].head
    return frozenset(tokens[i].start for i in syntax.subtree(at))


def event_around(syntax: Syntax, number: Number) -> tuple[int, int] | None:
    """The span [start, end) from the noun on which a figure's noun hangs by a participle to the
    participle ("149 incidents involving 55 children"): those counted are part of it."""
    tokens = syntax.tokens
    own = [i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    at = own[0]
    while tokens[at].head != at and tokens[at].dep in ("nummod", "compound", "quantmod", "advmod"):
        at = tokens[at].head
    verb = tokens[at].head
    if tokens[at].dep != "dobj" or tokens[verb].dep != "acl" or tokens[verb].head > verb:
        return None
    noun = tokens[verb].head
    return (tokens[noun].start, tokens[verb].end) if tokens[noun].pos == "NOUN" else None


_IDENTIFIED = frozenset({"attr", "acomp", "prep"})


def named_as(syntax: Syntax, number: Number) -> str | None:
    """The noun, in normal form, of which a figure is the value: "a target of 380", "the target for
    … was 380", "the 80% target"; None where it is no noun's value."""
    tokens = syntax.tokens
    own = [i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    at = next((i for i in own if tokens[i].head not in own), own[0])
    governor = tokens[at].head
    if tokens[at].dep == "pobj" and tokens[governor].lower == "of":
        noun = tokens[governor].head
        return tokens[noun].norm if tokens[noun].pos == "NOUN" else None
    if tokens[at].dep == "nummod" and tokens[governor].start > number.start:
        return tokens[governor].norm
    if tokens[at].dep in _IDENTIFIED and tokens[governor].lemma == "be":
        for child in syntax.children[governor]:
            if tokens[child].dep == "nsubj":
                return tokens[child].norm
    return None


def linking_verbs(syntax: Syntax, number: Number) -> frozenset[int]:
    """The offsets of the verbs that only say how a measure moved or compares ("still misses the
    target of 121 days"): those that govern a figure which names nothing itself and does not
    stand in their subject."""
    tokens = syntax.tokens
    own = frozenset(
        i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end
    )
    if not own or any(tokens[c].lower == "of" and tokens[c].start >= number.end
                      for i in own for c in syntax.children[i]):  # fmt: skip
        return frozenset()
    return frozenset(
        tokens[at].start
        for at in syntax.ancestors(min(own))
        if tokens[at].pos == "VERB"
        and tokens[at].dep not in ("relcl", "acl")
        and _has_subject(syntax, at)
        and not _figure_is_subject(syntax, at, own)
    )


_FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})


def scope_of(syntax: Syntax, number: Number) -> frozenset[int] | None:
    """The offsets of the words that may narrow a figure: those of its own clause.

    The clause is that of the nearest verb with a subject of its own; of a figure in a phrase
    that is set off ("…, with 128 children adopted") or that hangs on another noun ("care
    planning for the 94 children") it is the phrase. None where the parse shows no clause.
    """
    tokens = syntax.tokens
    own = [i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    at = own[0]
    while True:
        token = tokens[at]
        if token.pos in ("VERB", "AUX") and token.dep in _FINITE and _has_subject(syntax, at):
            return frozenset(tokens[i].start for i in _clause(syntax, at, own[0]))
        if token.dep == "prep" and _is_absolute(syntax, at, number):
            return frozenset(tokens[i].start for i in syntax.subtree(at))
        if token.head == at:
            return None
        at = token.head


def _clause(syntax: Syntax, verb: int, figure: int) -> set[int]:
    """The tokens of a verb's clause, without the clauses in it that have a subject of their own
    and do not hold the figure."""
    inside = set(syntax.subtree(verb))
    for at in sorted(inside):
        token = syntax.tokens[at]
        if at == verb or token.dep not in ("advcl", "conj", "ccomp", "parataxis"):
            continue
        if token.pos in ("VERB", "AUX") and _has_subject(syntax, at):
            part = set(syntax.subtree(at))
            said = token.dep == "ccomp" and _figure_is_subject(
                syntax, token.head, frozenset({figure})
            )  # "41 told us they were not ready": what is said narrows who said it
            if figure not in part and not said:
                inside -= part
    return inside


def _is_absolute(syntax: Syntax, at: int, number: Number) -> bool:
    """Whether a prepositional phrase stands for itself: set off by a comma with a counted noun
    in it, or hanging on a noun that has nothing to do with the count."""
    tokens = syntax.tokens
    counted = noun_counted(syntax, number)
    if counted is None or tokens[at].lower not in ("with", "for", "by"):
        return False
    first = syntax.subtree(at)[0]
    if first and tokens[first - 1].lower in _PUNCTUATION:
        return True
    if (
        tokens[at].lower == "with" or number.unit is not None
    ):  # "health checks for 88% of children": a share of what it hangs on
        return False
    return tokens[tokens[at].head].pos in ("NOUN", "PROPN")


def modality(syntax: Syntax, number: Number, words: Words) -> str | None:
    """The auxiliary of what is not yet or might be ("will", "could") on the verb that governs a
    figure; None where the clause states what is."""
    own = [i for i, t in enumerate(syntax.tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    for at in syntax.ancestors(own[0]):
        token = syntax.tokens[at]
        if token.pos not in ("VERB", "AUX"):
            continue
        for child in syntax.children[at]:
            aux = syntax.tokens[child]
            if aux.dep == "aux" and (aux.lower in words.modal or aux.lower in words.future):
                return aux.lower
        if token.dep in _FINITE and _has_subject(syntax, at):
            return None
    return None


_NOT_ONLY = frozenset({"only", "just", "merely", "simply"})


def denied_at(syntax: Syntax, number: Number, words: Words) -> int | None:
    """The offset of the word that denies the verb which governs a figure ("the rate was not 61",
    "34 orders were not granted"); None where nothing denies it.

    A change or a bound that did not come about denies no level ("did not rise from 61"), and
    "was not 61 but 57" denies only the 61.
    """
    tokens = syntax.tokens
    own = [i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    for at in syntax.ancestors(own[0]):
        if tokens[at].pos not in ("VERB", "AUX"):
            continue
        for child in syntax.children[at]:
            if tokens[child].dep == "neg" and not _spares(syntax, at, child, own[0], words):
                return tokens[child].start
        if _has_subject(syntax, at):
            return None
    return None


def _spares(syntax: Syntax, verb: int, denial: int, figure: int, words: Words) -> bool:
    """Whether a word that denies a verb leaves the figure as it is."""
    tokens = syntax.tokens
    after = tokens[denial + 1].lower if denial + 1 < len(tokens) else ""
    if after in _NOT_ONLY:
        return True
    if any(tokens[i].lower == "but" for i in range(denial, figure)):
        return True
    passive = any(tokens[i].dep == "auxpass" for i in syntax.children[verb])
    lemma = tokens[verb].lemma
    return lemma in words.verbs and lemma not in ("be", "have") and not passive
