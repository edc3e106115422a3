"""Noun phrases that take their words from the clause around a figure: the time that something
takes, what a share in brackets is of, and where what is counted is held."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from extractor.binding.subjects.phrase_words import SUBJECTS, VERBS, word_set
from extractor.binding.subjects.quantities_before import (
    RELATIVE,
    STAYING,
    QuantitiesBefore,
)
from extractor.regex import regex
from extractor.rulebook.words import nouns

_CLAUSE = regex(r" (?:who|that|whom|which) ")
_BEING = regex(r"\b(?:is|are|was|were|be|been|being)\b")
_RELATIVES = ("who", "that", "which")
_LINKED = ("who ", "that ", "which ", "whose ", "where ")
PLACE = regex(r"\b(?:in|at) (?:the )?[A-Z][\w’'&-]*(?: (?:and |of )?[A-Z][\w’'&-]*)*")
_DURATIONS = frozenset({"days", "weeks", "months", "years", "hours", "minutes"})
_SAID = word_set("stated said felt agreed reported thought believed responded disagreed")
_LASTING = frozenset({"take", "wait", "spend"})
_HOLDING = frozenset({"have", "hold", "contain", "house"})
_OF_BASE = regex(r"\s?(?:of|out of|/)\s?(?:the |these )?\d")
_COUNT = regex(r"\(\s*[nN]\s*=$")
_ONLY_BASE = regex(r"\s?%?(?: ?(?:of|out of|/) ?[\d,]+|[,;] ?n ?= ?[\d,]+)?\s?")
_COMPARATIVE = regex(r"^(?:\w+ly )?(?:higher|lower|greater|larger|smaller|more|fewer) ")
# "are old, much older than those of Ely"
_COMPARED = regex(r",(?: [a-z]+ly)? (?:[a-z]+er|more|less|worse|fewer)(?: [a-z]+)? than .*$")
_ALIKE = 6  # words by which both are known to say the same
_SAME_WORDS = 3  # words by which a predicate is known that its noun holds already
_LABEL = 4  # words of a group of ages: "25-44 years (n=12)"
_NEAR_THAN = 12  # words before a bracket among which "than" is looked for
_LONGEST_SAID = 120  # characters of what a clause says before a share in brackets
_LOOKING_ON = frozenset({"we", "i", "inspectors"})
_STATES = regex(r"\s*%?\s*(?:is|are|was|were|has|have|had)\b")
_PARTS_ALONE = word_set("number majority minority most rest remainder others some many few")
_PERSON_ENDS = ("er", "or", "ist", "ian", "ee")
_THINGS = word_set(
    """number order offer letter matter paper chapter quarter computer register transfer tender
    water river power tower shelter cover charter folder filter disorder newsletter meter
    barrier corner border counter header pointer poster summer winter december september october
    november factor indicator error sector door floor corridor motor mirror predictor degree
    committee guarantee provider cluster"""
)
"""Nouns that end as those for people do, and name none."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a figure counts, in words of its sentence: the noun with its modifiers and predicate.

    `open` is true where the noun itself was named in an earlier sentence; `predicate` then
    completes it. `person` is true where the noun names people.
    """

    noun: str = ""
    predicate: str = ""
    open: bool = False
    finite: bool = False
    person: bool = False

    def of(self, antecedent: str, person: bool) -> str:
        """The whole phrase, with `antecedent` as its noun where that was said before."""
        noun, who = (antecedent, person) if self.open else (self.noun, self.person)
        said = self.predicate.partition(" ")[0] in _SAID
        who = who or noun.startswith("those who ") or (said and noun.startswith("those "))
        if not noun and self.predicate.startswith("said "):
            return f"those who {self.predicate}"
        if not noun or not self.predicate or f" {self.predicate}" in noun:
            return noun or self.predicate
        opening = " ".join(self.predicate.split()[:_SAME_WORDS])
        begun, _, more = noun.partition(f" {opening}")
        if opening.count(" ") == _SAME_WORDS - 1 and begun != noun:
            both = sorted((f"{opening}{more}", self.predicate), key=len)
            alike = both[0].split()[:_ALIKE] == both[1].split()[:_ALIKE]
            if alike or both[1].startswith(both[0]):  # the end of the noun is said again
                return f"{begun} {both[1]}"
        again = self.predicate.split()[0]
        before = noun.partition(f" {again} ")[0]
        same = self.open and again.endswith(("ed", "ing")) and before != noun
        if same and not before.endswith(_RELATIVES):
            return f"{before} {self.predicate}"  # "five rented by wardens", of "rented by crews"
        if self.open and PLACE.fullmatch(self.predicate) and PLACE.search(noun):
            return PLACE.sub(lambda _: self.predicate, noun, count=1)  # the same somewhere else
        link = ("who " if who else "that ") if self.finite else ""
        if self.predicate.startswith(_LINKED):
            link = ""
        clause = None if self.predicate.startswith("likely") else _CLAUSE.search(noun)
        done = noun.endswith("ed") and self.predicate.split()[0].endswith("ed")
        joint = (
            " and "
            if (clause and not PLACE.match(self.predicate))
            or (done and self.open and not self.finite)
            else " "
        )
        if (
            joint == " and "
            and clause
            and not self.finite
            and not _BEING.search(noun, clause.end())
        ):
            joint = " and were "
        return f"{noun}{joint}{link}{self.predicate}"


def names_people(noun: str) -> bool:
    """Whether a noun, given as its normal form, names people."""
    ends = len(noun) > 4 and noun.endswith(_PERSON_ENDS) and noun not in _THINGS
    return noun in nouns().people or ends


class ClausePhrases(QuantitiesBefore):
    """Reads what a clause as a whole says of its figure."""

    def lasting(self) -> NounPhrase | None:
        """What lasts so many days where a verb says so: "time taken to find a family" of "it has
        taken 90 days to find a family", "time children wait to be adopted" of "children wait 90
        days to be adopted"."""
        if self.number.unit not in _DURATIONS:
            return None
        tokens, at = self.tokens, min(self.own)
        while tokens[at].pos not in VERBS and tokens[at].head != at:
            at = tokens[at].head
        subject = self.subject(at)
        aim = self._aim(at)
        if tokens[at].lemma == "take":
            return NounPhrase(f"time taken {aim}") if aim else None
        if tokens[at].lemma not in _LASTING or subject is None or not self.is_noun(subject):
            return None
        who = self.noun(subject)
        if tokens[subject].pos != "PROPN":
            who = who[:1].lower() + who[1:]
        helps = {i for i in self.syntax.children[at] if tokens[i].dep in ("aux", "auxpass")}
        return NounPhrase(f"time {who} {self.joined({at, *helps})} {aim}".strip())

    def _aim(self, verb: int) -> str:
        """What comes at the end of the time that a verb is about: "to be adopted", "for a
        diagnosis"; the parser may hang it on a word between."""
        tokens = self.tokens
        for at in self.syntax.subtrees[verb]:
            if at < max(self.own) or self.is_elsewhere(at):
                continue
            to = [i for i in self.syntax.children[at] if tokens[i].lower == "to"]
            first = to[0] if to and tokens[at].pos in VERBS else None
            if first is None and tokens[at].lower == "for" and tokens[at].head == verb:
                first = at
            if first is not None:
                behind = (i for i in self.syntax.subtrees[at] if i >= first)
                kept = itertools.takewhile(lambda i: not self._in_bracket(i), behind)
                return self.joined(set(kept) - self.others)
        return ""

    def _in_bracket(self, at: int) -> bool:
        before = self.text[: self.tokens[at].end]
        return before.count("(") > before.count(")")

    def in_brackets(self) -> NounPhrase | None:
        """Who is or does what the clause before says, of a share in brackets behind it: "otters
        treated in time" of "most otters were treated in time (38 of 40)"."""
        before, after = self.text[: self.number.start].rstrip(), self.text[self.number.end :]
        if (said := self._verb_behind_bracket() or self._beside_than()) is not None:
            return said
        if before.endswith(("(", ":", " from", " around", " about")) and (
            named := self.quantity_before()
        ):
            return NounPhrase(named)
        shared = self.number.unit == "percent" or _OF_BASE.match(after)
        words = [i for i in range(min(self.own)) if self.tokens[i].lower[:1].isalpha()]
        if _COUNT.search(before) and len(words) > 1 and self.is_unit(words[-2]):
            label = before[: before.rfind("(")].rpartition(")")[2].strip()
            return NounPhrase(label) if len(label.split()) <= _LABEL else None
        if _COUNT.search(before) and len(words) > 1 and (part := self._some_of(words[-2])):
            return part
        if _COUNT.search(before) and len(words) > 1 and self.is_noun(words[-2]):
            return NounPhrase(self.noun(words[-2]))  # "in primary schools (n=42)"
        if before.endswith("(") and words and (part := self._part_of_others(words[-1])):
            return part
        if not shared or not before.endswith("(") or not words or _STATES.match(after):
            return None
        if self.tokens[words[-1]].dep == "cc":
            return None  # "and 68 (7%) row"
        at, last, tokens = words[-1], words[-1], self.tokens
        through = False
        while tokens[at].dep not in SUBJECTS and tokens[at].head != at:
            through |= tokens[at].pos in VERBS
            if tokens[at].pos in VERBS and self.subject(at) is not None:
                break
            at = tokens[at].head
        if self.others.intersection(range(at, last + 1)):
            return None
        if tokens[at].pos in VERBS:
            return self._said_of(at, last)
        if through and at < last and self.is_noun(at):  # "Males likely to report walking"
            return NounPhrase(self.text[tokens[at].start : tokens[last].end])
        return None

    def _part_of_others(self, last: int) -> NounPhrase | None:
        """What those do who are only named as a part, and were said before: "sailing to Ely" of "an
        increasing number are sailing to Ely (12)"."""
        verb = next((i for i in self.syntax.ancestors[last] if self.subject(i) is not None), None)
        subject = self.subject(verb) if verb is not None else None
        if verb is None or subject is None or self.tokens[subject].lower not in _PARTS_ALONE:
            return None
        if self.of_what(subject) is not None or self.others.intersection(range(subject, last + 1)):
            return None
        helps = [i for i in self.syntax.children[verb] if self.tokens[i].dep in ("aux", "auxpass")]
        be = [i for i in (*helps, verb) if self.tokens[i].lemma == "be" and i < last]
        first = max(be) + 1 if be else min([verb, *helps])
        while self.tokens[first].pos == "ADV" and first < last:
            first += 1
        said = self.text[self.tokens[first].start : self.tokens[last].end]
        return NounPhrase("", said, True, not be) if len(said) <= _LONGEST_SAID else None

    def _some_of(self, last: int) -> NounPhrase | None:
        """Those some of whom do what a clause says up to its word `last`: "keepers at sea" of "a
        small number of keepers were at sea (n=5)"."""
        verb = next((i for i in self.syntax.ancestors[last] if self.subject(i) is not None), None)
        subject = self.subject(verb) if verb is not None else None
        if verb is None or subject is None or self.counted(subject) == subject:
            return None
        if self.others.intersection(range(subject, last + 1)):
            return None
        predicate, finite = self.predicate(verb, subject)
        link = self.tokens[self.tokens[last].head]
        if not predicate and link.pos == "ADP":  # "most huts were in Ely (n=7)"
            predicate = self.text[link.start : self.tokens[last].end]
        person = self.is_person(self.counted(subject))
        return NounPhrase(self.noun(subject), predicate, False, finite, person)

    def _verb_behind_bracket(self) -> NounPhrase | None:
        """What those do whose share is in a bracket behind them: "crews who agreed to sail" of
        "crews (85%) agreed to sail"."""
        closed = self.text.find(")", self.number.end)
        if (
            not self.is_bracketed()
            or closed < 0
            or _ONLY_BASE.fullmatch(self.text, self.number.end, closed) is None
        ):
            return None
        tokens, at, named = self.tokens, min(self.own), None
        while tokens[at].dep not in SUBJECTS and tokens[at].head != at:
            at = tokens[at].head
            if tokens[at].pos in VERBS:
                return None
            named = at if named is None and self.is_noun(at) and at not in self.own else named
        verb = tokens[at].head
        if named is None or tokens[verb].pos not in VERBS or tokens[verb].start < closed:
            return None
        if tokens[named].lemma in nouns().quantities | nouns().changes:
            return None
        noun = self.counted(named)
        if noun == named and self.is_part(noun):
            return None  # a half of those before
        predicate, finite = self.predicate(verb, at)
        return NounPhrase(self.noun(noun), predicate, False, finite, self.is_person(noun))

    def is_bracketed(self) -> bool:
        """Whether a figure opens a bracket."""
        return self.text[: self.number.start].rstrip().endswith("(")

    def _beside_than(self) -> NounPhrase | None:
        """Which of the two that a clause compares has a share of the bracket behind it: "tolls in
        Ely" and "tolls in Wells" of "tolls are lower in Ely than in Wells (6% against 9%)"."""
        tokens, opened = self.tokens, self.text.rfind("(", 0, self.number.start)
        closed = self.text.find(")", self.number.end)
        inside = {i for i in self.others if opened < tokens[i].start < closed}
        apart = opened < 0 or closed < 0 or self.text.find(")", opened, self.number.start) >= 0
        if apart or self.number.unit != "percent" or not inside:
            return None
        before = [i for i, t in enumerate(tokens) if t.end <= opened][-_NEAR_THAN:]
        than = next((i for i in reversed(before) if tokens[i].lower == "than"), None)
        likely = any(t.lower == "likely" for t in tokens[:than])
        if than is None or likely or self.others.intersection(before) or self.is_part(than + 1):
            return None
        if tokens[than - 1].lower == "rather" or any(tokens[i].pos == "PUNCT" for i in before):
            return None
        verb = than
        while tokens[verb].pos not in VERBS and tokens[verb].head != verb:
            verb = tokens[verb].head
        subject = self.subject(verb)
        if subject is None or not self.is_noun(subject) or tokens[verb].start > tokens[than].start:
            return None
        if any(t.pos == "VERB" for t in tokens[verb + 1 : than]):
            return None
        noun = _COMPARATIVE.sub("", self.noun(subject))
        other = self.joined({i for i in before if i > than})
        if any(i < min(self.own) for i in inside):
            linked = tokens[than + 1].pos == "ADP"
            return NounPhrase(noun, other) if linked else NounPhrase(other)
        said = {i for child in self.syntax.children[verb] if self.tokens[child].dep == "prep"
                for i in self.syntax.subtrees[child] if verb < i < than}  # fmt: skip
        if tokens[verb].lemma != "be":
            said.add(verb)
        return NounPhrase(noun, self.joined(said))

    def where(self, noun: int) -> str:
        """What is so in the cases that a sentence begins with: "where the plan was out of date" of
        "In 12 cases, the plan was out of date"."""
        tokens = self.tokens
        link = tokens[noun].head
        verb = tokens[link].head
        opens = (tokens[link].lower, tokens[link].dep) == ("in", "prep")
        if not opens or tokens[verb].pos not in VERBS:
            return ""
        subject = self.subject(verb)
        if subject is None or subject < noun or tokens[subject].lower in _LOOKING_ON:
            return ""
        first = self.syntax.subtrees[subject][0]
        kept = {i for i in self.syntax.subtrees[verb] if i >= first}
        if kept & self.others or max(kept) - min(kept) + 1 != len(kept):
            return ""
        return f"where {self.text[tokens[min(kept)].start : tokens[max(kept)].end].rstrip(' .;')}"

    def _said_of(self, verb: int, last: int) -> NounPhrase | None:
        """The subject of a verb with the words from the verb up to the word `last`."""
        tokens = self.tokens
        subject = self.subject(verb)
        if subject is None or subject >= last or not self.is_noun(subject):
            return None
        names = self.name_of(subject)
        person = self.is_person(self.counted(subject))
        if any(tokens[i].norm in self.words.bodies for i in names):
            return None
        if not person and tokens[verb].lemma != "be":
            return None
        if tokens[subject].lemma in nouns().changes:
            return None
        if tokens[subject].lemma in nouns().quantities:
            base = self.of_what(subject) if self.number.unit == "percent" else None
            if base is None or tokens[verb].lemma in STAYING:
                return NounPhrase(self.noun(subject))
            subject = base
        be = [i for i in (*self.syntax.children[verb], verb) if tokens[i].lemma == "be"]
        helps = [i for i in self.syntax.children[verb] if tokens[i].dep in ("aux", "auxpass")]
        first = max(be) + 1 if be else min([verb, *helps])
        if be and first < last and tokens[first].pos == "DET":
            if tokens[first].lower in ("a", "an") and self.asks_which(subject):
                answer = self.text[tokens[first + 1].start : tokens[last].end]
                return NounPhrase(f"{self.noun(subject)} – {answer}")
            return NounPhrase(self.noun(subject))  # "lack of time was the main reason (41%)"
        said = self.text[tokens[first].start : tokens[last].end] if first <= last else ""
        said = _COMPARED.sub("", said)
        if not said or max(names) >= first or len(said) > _LONGEST_SAID:
            return None
        return NounPhrase(self.noun(subject), said, False, not be, person)

    def name_of(self, noun: int) -> list[int]:
        """A noun with the words that the rules join to it: "care leavers"."""
        joined = (i for i in self.syntax.children[noun] if self.tokens[i].dep == "fixed")
        return [noun, *joined]

    def is_person(self, noun: int) -> bool:
        """Whether a noun names people: "children in care" does, "children’s centres" does not."""
        name = [self.tokens[i] for i in self.name_of(noun)]
        people = [names_people(token.norm) for token in name]
        things = name[-1].lower.endswith("s") and not people[-1] and len(name) > 1
        joined = [
            i for i in self.syntax.children[noun] if i > noun and self.tokens[i].dep == "conj"
        ]
        return any(people) and not things and not any(map(self._is_theirs, joined))

    def _is_theirs(self, noun: int) -> bool:
        """Whether a noun is of something that belongs to people: "family centres"."""
        if names_people(self.tokens[noun].norm) or not self.tokens[noun].lower.endswith("s"):
            return False
        kinds = (self.tokens[i] for i in self.syntax.children[noun] if i < noun)
        return any(t.dep == "compound" and names_people(t.norm) for t in kinds)

    def held_in(self, place: int) -> str:
        """Where what is counted is, where the sentence says what has it: "in the school library" of
        "the school library, which has 900 books"."""
        token = self.tokens[place]
        verb = token.head
        if token.dep != "dobj" or self.tokens[verb].lemma not in _HOLDING:
            return ""
        holder = next(
            (i for i in self.syntax.children[verb] if self.tokens[i].dep == "nsubj"), None
        )
        if holder is not None and self.tokens[holder].lower in RELATIVE:
            holder = self.tokens[verb].head if self.tokens[verb].dep == "relcl" else None
        if holder is None or not self.is_noun(holder):
            return ""
        named = self.tokens[holder]
        if names_people(named.norm) or named.norm in self.words.bodies or named.pos == "PROPN":
            return ""
        if token.lemma in nouns().quantities:  # a share is not held, it is a group's own
            return ""
        kept = {
            i for i in self.syntax.children[holder] if self.tokens[i].dep in ("compound", "amod")
        }
        return f"in the {self.joined({holder, *kept})}"
