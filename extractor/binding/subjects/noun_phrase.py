"""The noun phrase of what a figure counts, from the grammar of its sentence.

"Five young people are in apprenticeships" counts "young people in apprenticeships": the noun
that the number is at, with what its clause says about it. "The rate of referrals fell to 64"
counts "rate of referrals": where the number is at no noun, the subject of its verb. Where
that is a pronoun, or where the number itself is the subject ("408 live with foster families"),
the noun was said before: the phrase is `open`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.subjects.clause_phrases import RELATIVE, NounPhrase, names_people
from extractor.binding.subjects.counted_noun import CountedNoun
from extractor.binding.subjects.phrase_words import NOUNS, SUBJECTS, VERBS
from extractor.regex import regex
from extractor.rulebook.words import Words, nouns

_LOOSE = frozenset({"meta", "dep", "npadvmod", "nummod", "nmod", "appos", "advmod"})
_AT_PHRASE = frozenset({"prep", "appos", "nummod", "npadvmod"})
_ADVERBIAL = frozenset({"acomp", "advmod", "amod", "advcl", "prep", "oprd"})
_SPEAKERS = frozenset({"we", "i", "they", "he", "she", "you"})
_SHOWING = frozenset({"show", "indicate", "suggest", "reveal", "confirm", "state"})
_SUMS = frozenset({"total", "sum", "maximum", "minimum"})
_SPANNING = frozenset({"by", "from", "to"})
_INTO = frozenset({"in", "within", "with", "on", "under"})
_ROUGHLY = frozenset({"around", "about", "over", "under"})
_LISTED = frozenset({"appos", "conj"})  # parts behind a colon
_AMONG = frozenset({"of", "among", "amongst"})
_ABOUT = frozenset({"region", "order", "vicinity", "excess"})  # "in the region of £2m"
_OF_WHOM = regex(r"\s*(?:\([^()]*\)\s*)?of (?:whom|which)\b")


def noun_reader(
    annotated: Annotations, number: Number, others: Sequence[Number], words: Words
) -> NounReader:
    """What reads the noun phrases of a number of a sentence.

    `others` are the other figures of the sentence, whose words are not of this one; neither are
    those that say when.
    """
    when = [(p.start, p.end) for p in annotated.periods]
    return NounReader(annotated.syntax, annotated.text, number, others, when, words)


def noun_of_number(
    syntax: Syntax, text: str, before: int, others: Sequence[Number], words: Words
) -> str:
    """What a sentence says a number, rate or share of before the offset `before`: "number of
    children looked after"; "" where it refers to none."""
    tokens = syntax.tokens
    for at, token in enumerate(tokens):
        if token.start >= before:
            break
        if token.lemma in nouns().quantities and any(
            tokens[i].lower == "of" for i in syntax.children[at]
        ):
            number = Number(before, before, "", 0.0)
            return NounReader(syntax, text, number, others, (), words).noun(at)
    return ""


def fuller_noun(syntax: Syntax, text: str, noun: str, words: Words) -> str:
    """A noun with what narrows it, where a sentence has it with more than itself: "deaths of people
    in care" for "deaths"; "" where it has not."""
    for at, token in enumerate(syntax.tokens):
        if token.lower != noun.lower() or token.pos not in NOUNS:
            continue
        at_end = Number(len(text), len(text), "", 0.0)
        whole = NounReader(syntax, text, at_end, (), (), words).noun(at)
        if whole.lower().startswith(f"{noun.lower()} ") or whole.lower().endswith(
            f" {noun.lower()}"
        ):
            return whole
    return ""


class NounReader(CountedNoun):
    """Reads the phrase of one figure from the parse tree of its sentence."""

    def opening_base(self) -> str:
        """Of whom a sentence says at its beginning that it speaks: "keepers at sea" of "Of all
        keepers at sea, 45% …"; "" where it begins otherwise."""
        tokens, start = self.tokens, self.number.start
        if not tokens or tokens[0].lower not in _AMONG or start < tokens[0].end:
            return ""
        base = next((i for i in self.syntax.children[0] if self.is_noun(i)), None)
        if base is None or tokens[base].start > start or self.points_back(base):
            return ""
        return self.noun(base) if self.text.find(",", tokens[base].end, start) >= 0 else ""

    def read(self) -> NounPhrase | None:
        """The phrase, by what the number is at and what that is in its clause; None where the
        grammar shows none."""
        if not self.own:
            return None
        whole = self.lasting() or self.likelier() or self.in_brackets()
        if whole is not None:
            return whole
        top = self.top()
        if self.tokens[top].pos in VERBS:  # "doubled"
            return self._by_clause(top)
        noun = self.noun_at(top)
        if noun is not None and self.is_unit(noun):
            top, noun = noun, None
        rate = self._is_rate(noun)
        while rate and self.tokens[top].dep in ("nummod", "quantmod", "compound"):
            top, noun = self.tokens[top].head, None
        counted = self.counted(noun) if noun is not None else None
        if noun is not None and counted == noun and self.is_part(noun):
            return self._part_of_those_before(noun)
        base = self.base(counted) if counted is not None else ""
        person = counted is not None and self.is_person(counted)
        place = self._place(noun if self._hangs_on(top, noun) and noun is not None else top)
        token = self.tokens[place]
        if not rate and self._is_subject(place):
            predicate, finite = self.predicate(token.head, place)
            if base:
                return NounPhrase(base, predicate, False, finite, person)
            share = self.number.unit == "percent" and not self._points_back()
            outer = self._by_clause(token.head) if share else None
            if outer is not None and outer.noun and predicate:  # "…, with 86% placed abroad"
                return replace(outer, predicate=predicate, finite=finite)
            return NounPhrase("", predicate, True, finite) if predicate else None
        if base and noun is not None:
            if whole_share := self.shared(place, base):
                return NounPhrase(whole_share)
            behind = self.done_to(place, bare=" " not in base, narrowed=self.is_narrowed(noun))
            behind = behind or self._behind(place, noun) or self.held_in(place)
            behind = behind or self.where(self._place(top if top != noun else place))
            share = self.number.unit == "percent"
            wanted = not self.is_bracketed() if share else not self.is_narrowed(noun)
            if not behind and wanted:
                behind = self.clause_around(place, noun)
            return NounPhrase(base, behind, False, False, person)
        said = self.money(place) or self._by_clause(place)
        kind = self.kind_behind()
        if kind and said is not None and said.noun and not said.predicate:
            return replace(said, predicate=f"– {kind}")
        part = self._part(top, alone=noun is None)
        if part and (said is None or not said.predicate):
            said = said or NounPhrase(open=True)
            return replace(said, predicate=part)
        return said

    def _part(self, top: int, *, alone: bool) -> str:
        """What is said about a share after it, or about a number that is `alone` in a list of
        parts: "in work" of "with 65% in work", "with crews" of "six talks: two with crews"."""
        kept: set[int] = set()
        counts = alone and self.number.unit is None and self.tokens[top].dep in _LISTED
        for child in self.syntax.children[top] if counts or self.number.unit == "percent" else ():
            token = self.tokens[child]
            if token.start < self.number.end or self.is_set_off(child):
                continue
            wanted = token.dep == "acl" or (token.dep == "prep" and token.lower in _INTO)
            if wanted and not self.is_elsewhere(child):
                kept.update(self.within(child))
        return self.joined(kept)

    def _is_rate(self, noun: int | None) -> bool:
        """Whether the number is one "per" so many: the noun after it is not counted."""
        after = max(self.own) + 1
        upto = noun if noun is not None else after + 1
        return any(t.lower == "per" for t in self.tokens[after:upto])

    def _is_subject(self, at: int) -> bool:
        """Whether a word is the subject of a verb; a number before one without any is."""
        token = self.tokens[at]
        verb = self.tokens[token.head]
        right_behind = token.head == max(self.syntax.subtrees[at], default=at) + 1
        if verb.pos == "ADJ" and token.dep == "nsubj" and right_behind:
            return True  # "with 37% of crews subject to orders"
        if verb.pos not in VERBS:
            return False
        if token.dep in SUBJECTS:
            return True
        if token.dep not in _LOOSE and token.lower not in _ROUGHLY:
            return False
        subject = self.subject(token.head)
        named = subject is not None and self.tokens[subject].pos != "ADV"  # "overall had"
        return token.start < verb.start and not named

    def _part_of_those_before(self, noun: int) -> NounPhrase:
        """A part of those named before: "over half (59%) are at sea"."""
        place = self._place(noun)
        if not self._is_subject(place):
            return NounPhrase(open=True)
        predicate, finite = self.predicate(self.tokens[place].head, place)
        return NounPhrase("", predicate, True, finite)

    def _points_back(self) -> bool:
        """Whether a figure is a part of what was said before it: "half of whom"."""
        return _OF_WHOM.match(self.text, self.number.end) is not None

    def _hangs_on(self, top: int, noun: int | None) -> bool:
        return noun is not None and self.tokens[top].head == noun

    def _place(self, at: int) -> int:
        """The word that stands for the figure in its clause: the first of those joined to it,
        after "a total of"."""
        tokens = self.tokens
        for _ in tokens:
            token = tokens[at]
            head = tokens[token.head]
            if token.dep == "conj" and head.pos not in VERBS:
                at = token.head
            elif token.dep == "pobj" and head.lower == "of" and tokens[head.head].lemma in _SUMS:
                at = head.head
            elif token.dep in ("nummod", "quantmod", "compound") and token.head in self.own:
                at = token.head
            elif token.dep in ("det", "amod", "nummod") and token.head in self.others:
                at = token.head  # "a third (31%) of", read as "a third 31%"
            elif token.dep == "pobj" and (about := self._about(token.head)) is not None:
                at = about
            elif token.dep == "pobj" and head.lower in _ROUGHLY and head.dep != "ROOT":
                at = token.head
            else:
                break
        return at

    def _about(self, link: int) -> int | None:
        """The "in" of "in the region of", where `link` is its "of"."""
        noun = self.tokens[link].head
        about = self.tokens[noun].head
        within = self.tokens[noun].lemma in _ABOUT and self.tokens[about].lower == "in"
        return about if self.tokens[link].lower == "of" and within else None

    def _by_clause(self, place: int) -> NounPhrase | None:
        """What a figure without a noun of its own is of: the noun that it depends on, else the
        subject of its clause."""
        tokens, at, via = self.tokens, place, ""
        for _ in tokens:
            token = tokens[at]
            head = token.head
            via = token.lower if token.dep == "prep" and not via else via
            if token.dep in SUBJECTS and at != place and tokens[head].pos in VERBS:
                return self._named(at)
            fewer = token.dep == "amod" and at != place  # "12% fewer calls"
            if (fewer or token.dep in _AT_PHRASE) and self._names(head):
                return self._of_noun(head)
            if token.pos in VERBS or token.dep == "ROOT":
                subject = self.subject(at)
                if via in _SPANNING and (moved := self._object(at)) is not None:
                    return self._named(moved)
                if subject is not None and self.tokens[subject].lower in _SPEAKERS:
                    subject = self._object(at) or subject
                elif subject is not None and self.tokens[at].lemma in _SHOWING:
                    subject = self._shown(at) or subject
                if subject is not None:
                    return self._named(subject)
                if (
                    token.dep == "xcomp"
                    and (moved := self._object(head)) is not None
                    and moved < at
                ):
                    return self._named(moved)  # "expects costs to be £2m"
                if token.dep == "acl" and self.is_noun(head):
                    return self._named(head)
            if head == at:
                return None
            at = head
        return None

    def _names(self, at: int) -> bool:
        """Whether a word that a figure hangs on names something: no unit, not "close" of "is close
        to £2m" and not "region" of "in the region of £2m"."""
        token = self.tokens[at]
        if not self.is_noun(at) or self.is_unit(at):
            return False
        if token.pos == "ADJ" and (token.dep in _ADVERBIAL or self.compares(at)):
            return False
        return token.lemma not in _ABOUT or self.tokens[token.head].lower != "in"

    def _shown(self, verb: int) -> int | None:
        """What data or a report shows: the subject of the clause that the verb reports, else its
        object ("the data shows the rate of absence is 21%")."""
        for child in self.syntax.children[verb]:
            if self.tokens[child].dep == "ccomp" and (said := self.subject(child)) is not None:
                return said
        return self._object(verb)

    def _of_noun(self, noun: int) -> NounPhrase | None:
        """The phrase of a noun that a figure depends on; an increase is one of something."""
        noun = self._of_which(noun)
        link = self.tokens[noun].head
        if self.tokens[link].lower == "per" and self.is_noun(self.tokens[link].head):
            each = self.joined({link, *self.within(noun)})  # "a cost per place of £900"
            return NounPhrase(self.noun(self.tokens[link].head), each)
        if self.tokens[noun].lemma not in nouns().changes | _SUMS:
            rate = self._rate_of(noun)
            return NounPhrase(rate) if rate else self._named(noun)
        for child in self.syntax.children[noun]:
            if self.tokens[child].lower in ("in", "of"):
                for base in self.syntax.children[child]:
                    if self.is_noun(base) and base not in self.others:
                        return self._named(base)
        token = self.tokens[noun]
        if token.dep in ("attr", "dobj", "pobj", "conj") and token.head != noun:
            said = self._by_clause(noun)
            if said is not None:
                return said
        return self._named(noun)

    def _rate_of(self, noun: int) -> str:
        """The rate, cost or number of what a figure hangs on: "rate of return" of "a rate of return
        of 5%"; "" where there is none."""
        link = self.tokens[noun].head
        rate = self.tokens[link].head
        if self.tokens[link].lower != "of" or self.tokens[rate].lemma not in nouns().quantities:
            return ""
        return f"{self.noun(rate)} of {self.noun(noun)}" if self.is_noun(rate) else ""

    def _of_which(self, noun: int) -> int:
        """The noun that a share in brackets is of, where a place stands before the bracket: "roles"
        of "roles in Ely (49% of posts)"."""
        token = self.tokens[noun]
        outer = self.tokens[token.head].head
        bracketed = self.text[: self.number.start].rstrip().endswith("(")
        place = token.pos == "PROPN" and token.dep == "pobj" and self.is_noun(outer)
        return outer if bracketed and place else noun

    def _object(self, verb: int) -> int | None:
        """What somebody counts or foresees: the object of a verb, after "an increase in"."""
        for child in self.syntax.children[verb]:
            if self.tokens[child].dep != "dobj" or self.own.intersection(
                self.syntax.subtrees[child]
            ):
                continue
            if self.tokens[child].lemma not in nouns().changes | _SUMS:
                return child
            for link in self.syntax.children[child]:
                if self.tokens[link].lower in ("in", "of"):
                    return next(iter(self.syntax.children[link]), child)
            return child
        return None

    def _named(self, at: int) -> NounPhrase | None:
        """The phrase of a noun; a pronoun stands for one that was said before."""
        token = self.tokens[at]
        if token.lower in RELATIVE:
            verb = self.tokens[token.head]
            if verb.dep == "relcl" and self.is_noun(verb.head):
                return self._named(verb.head)
        if at in self.others or not self.is_noun(at):
            return NounPhrase(open=True)
        words = self.noun(at)
        return NounPhrase(words, person=names_people(token.norm)) if words else None

    def _behind(self, place: int, noun: int) -> str:
        """What comes right after an object or "there are …" and depends on the verb: "for
        young people" of "there are four pathways for young people"."""
        token = self.tokens[place]
        if token.dep not in ("attr", "dobj", "nsubj") or token.head == place:
            return ""
        end, own_end = max(self.syntax.subtrees[place]), max(self.kept_with(noun))
        kept: set[int] = set()
        for child in self.syntax.children[token.head]:
            span = self.syntax.subtrees[child]
            beside = span[0] in (end + 1, own_end + 1)
            if self.tokens[child].dep != "prep" or not beside or noun in span:
                continue
            if not self.is_set_off(child) and not self.is_elsewhere(child):
                kept.update(self.within(child))
                end = span[-1]
        return self.joined(kept)
