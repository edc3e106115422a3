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
from itertools import takewhile

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.binding.subjects.clause_phrases import (
    NounPhrase,
)
from extractor.binding.subjects.noun_of_clause import ABOUT, NounOfClause
from extractor.binding.subjects.other_figures import MONEY
from extractor.binding.subjects.phrase_words import SUBJECTS, SUMS, VERBS
from extractor.regex import regex, right_before
from extractor.rulebook.words import Words, nouns

_LOOSE = frozenset({"meta", "dep", "npadvmod", "nummod", "nmod", "appos", "advmod"})
_INTO = frozenset({"in", "within", "with", "on", "under", "from"})
_ROUGHLY = frozenset({"around", "about", "over", "under"})
_STATING = frozenset({"ROOT", "conj", "ccomp", "advcl"})
_LISTED = frozenset({"appos", "conj"})  # parts behind a colon
_AMONG = frozenset({"of", "among", "amongst"})
_CURRENTLY = regex(r",? ?[,(] ?(?:currently|now|presently)(?: (?:stands |standing )?at)?\s*$")
_NEAR_NOW = 30  # characters of such words
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


class NounReader(NounOfClause):
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
        whole = self.shares_noun() or self.lasting() or self.likelier() or self.in_brackets()
        if whole is not None:
            return whole
        said, finite = self.own_statement()
        if said:
            of_those = self.noun_of_part()
            return NounPhrase(of_those, said, not of_those, finite)
        top = self.top()
        if self.tokens[top].pos in VERBS:  # "doubled"
            return self.by_clause(top)
        if (part := self._verb_of_part()) is not None:
            said, finite = self.predicate(part, top)
            return NounPhrase("", said, True, finite)
        noun = self.noun_at(top)
        if noun is not None and (done := self._done_behind(noun)):
            return NounPhrase("", done, True, True)
        if noun is not None and self.is_unit(noun):
            top, noun = noun, None
        if noun is None and (doing := self._who_behind()) is not None:
            return doing
        rate = self._is_rate(noun)
        while rate and self.tokens[top].dep in ("nummod", "quantmod", "compound"):
            top, noun = self.tokens[top].head, None
        counted = self.counted(noun) if noun is not None else None
        if noun is not None and counted == noun and self.is_part(noun):
            return self._part_of_those_before(noun)
        base = self.base(counted) if counted is not None else ""
        if noun is not None and noun < min(self.own) and self.number.unit in MONEY:
            base = self.linked(noun) or base
        person = counted is not None and self.is_person(counted)
        place = self._place(noun if self._hangs_on(top, noun) and noun is not None else top)
        token = self.tokens[place]
        verb = self.helped(token.head) if self._is_subject(place) else None
        verb = self._verb_without_subject(counted) if verb is None else verb
        if verb is not None and self._in_bracket(verb) and not self._in_bracket(min(self.own)):
            verb = None  # "the boats (9 of them painted)"
        if base and noun is not None and (moved := self.moved(place, base)) is not None:
            return moved
        if not rate and verb is not None:
            predicate, finite = self.predicate(verb, place)
            if base:
                return NounPhrase(base, predicate, False, finite, person)
            share = self.number.unit == "percent" and not self._points_back()
            outer = self.by_clause(verb) if share else None
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
                behind = self.clause_around(place, noun) or self._happened_in(place)
            if not behind and (many := self.so_many(noun, base)):
                return NounPhrase(many)
            return NounPhrase(base, behind, False, False, person)
        return self._without_noun(top, place, alone=noun is None)

    def _without_noun(self, top: int, place: int, *, alone: bool) -> NounPhrase | None:
        """The phrase of a number that is at no noun: what it is a part, a share or a value of."""
        said = self._among_those(top, place) or self._set_off()
        said = said or self.money(place) or self._taken(place) or self.by_clause(place)
        kind = self.kind_behind()
        if kind and said is not None and said.noun and not said.predicate:
            return replace(said, predicate=f"– {kind}")
        part = self._part(top, alone=alone)
        if not part and (doing := self._doing_behind()):
            if said is not None and said.noun and not said.person:
                said = NounPhrase(open=True)
            part = doing
        if part and (said is None or not said.predicate):
            said = said or NounPhrase(open=True)
            return replace(said, predicate=part)
        return said

    def _happened_in(self, place: int) -> str:
        """What is so in so many cases, where the clause has only a pronoun for its subject."""
        counts = self.number.unit != "percent" and self._says_how_many()
        return self.where(place) if counts else ""

    def _who_behind(self) -> NounPhrase | None:
        """Those of whom "who" tells right behind a number without a noun: "those at sea" of "there
        were 46 crews who had moved and 24 (7%) who were at sea"."""
        at = max(self.own) + 1
        while at < len(self.tokens) and self.tokens[at].lower in ("(", ")"):
            ends = (i for i in range(at, len(self.tokens)) if self.tokens[i].lower == ")")
            at = next(ends, at) + 1
        if at >= len(self.tokens) or self.tokens[at].lower != "who":
            return None
        verb = self.tokens[at].head
        if self.tokens[at].dep not in SUBJECTS or verb <= at:
            return None
        predicate, finite = self.predicate(verb, at)
        return NounPhrase("those", predicate, False, finite, True) if predicate else None

    def _verb_of_part(self) -> int | None:
        """The verb of a number behind "of which" that the parser did not take for its subject."""
        before, at = self.text[: self.number.start].rstrip(), min(self.own)
        if not before.endswith(("of which", "of whom")) or self.number.unit is not None:
            return None
        verb = max(self.own) + 1
        if verb >= len(self.tokens) or self.tokens[verb].pos != "AUX" or self._is_subject(at):
            return None
        return verb if self.tokens[verb].dep not in ("aux", "auxpass") else self.tokens[verb].head

    def _set_off(self) -> NounPhrase | None:
        """The noun before a comma whose value is told after it: "reliance on agents" of "its
        reliance on agents, currently at 42%"; the rate before a bracket that tells it."""
        found = right_before(_CURRENTLY, self.text, self.number.start, _NEAR_NOW)
        if found is None:
            return None
        before = [i for i, t in enumerate(self.tokens) if t.end <= found.start()]
        rates = (i for i in reversed(before) if self.tokens[i].lemma in nouns().quantities)
        rate = next(rates, None) if self.number.unit == "percent" else None
        if rate is not None and self.is_noun(rate) and self.others.isdisjoint(range(rate)):
            return NounPhrase(self.noun(rate))
        at = before[-1] if before and self.tokens[before[-1]].end == found.start() else None
        if at is None or not self.is_noun(at):
            return None
        while self.tokens[at].head < at:
            head = self.tokens[at].head
            if not (self.is_noun(head) or self.tokens[head].pos == "ADP"):
                break
            at = head
        return NounPhrase(self.noun(at)) if self.is_noun(at) else None

    def _among_those(self, top: int, place: int) -> NounPhrase | None:
        """A part of those counted before, whose number stands behind "with" or "including": "under
        repair" of "20 boats, with a further five under repair"."""
        token = self.tokens[place]
        link = self.tokens[token.head].lower
        counts = self.number.unit is None and place in self.own | self.others
        before = any(i < min(self.own) for i in self.others)
        if not counts or not before or token.dep != "pobj" or link not in ("with", "including"):
            return None
        said: set[int] = set()
        for child in self.syntax.children[top]:
            wanted = self.tokens[child].dep in ("acl", "prep") and child > max(self.own)
            wanted = wanted and (self.tokens[child].dep == "acl" or child + 1 not in self.others)
            if wanted and not said and not self.is_set_off(child):
                below = (i for i in self.syntax.subtrees[child] if i >= child)
                said.update(takewhile(lambda i: self.tokens[i].dep not in ("cc", "punct"), below))
        return NounPhrase("", self.joined(said), True) if said else None

    def _taken(self, place: int) -> NounPhrase | None:
        """An open phrase for a number that is itself what somebody has or does something to: of
        "the crew mended nine" the crew is not counted."""
        token = self.tokens[place]
        verb = self.tokens[token.head]
        bare = token.dep == "dobj" and place in self.own and self.number.unit is None
        if not bare or verb.pos != "VERB" or verb.lemma in self.words.verbs:
            return None
        said = next((i for i in self.syntax.children[place] if self.tokens[i].dep == "relcl"), None)
        who = self.subject(said) if said is not None else None
        if said is None or who is None:
            return NounPhrase(open=True)
        predicate, finite = self.predicate(said, who)
        return NounPhrase("", predicate, True, finite)

    def _done_behind(self, noun: int) -> str:
        """What those do whose verb the parser took for an adjective, because "and" joins it to the
        predicate before: "needed repair" of "four boats were unsafe and 17 needed repair"."""
        token, verb = self.tokens[noun], max(self.own) + 1
        joined = token.dep == "conj" and self.tokens[token.head].pos in ("ADJ", *VERBS)
        if not joined or verb >= noun or self.number.unit is not None:
            return ""
        said = self.tokens[verb]
        if said.pos != "VERB" or said.dep != "amod" or not said.lower.endswith("ed"):
            return ""
        return self.joined({i for i in self.kept_with(noun) if i >= verb})

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

    def _doing_behind(self) -> str:
        """What those do whose share stands right before a verb in "-ing": "citing tides" of "and
        78% citing tides"."""
        at = max(self.own) + 1
        if self.number.unit != "percent" or at >= len(self.tokens):
            return ""
        token = self.tokens[at]
        running = token.pos == "VERB" and token.lower.endswith("ing")
        return self.joined(self.within(at)) if running and token.head != at else ""

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
        if verb.pos not in VERBS and not (token.dep == "nsubj" and self.reports(token.head)):
            return False
        if token.dep in SUBJECTS:
            return True
        if token.dep not in _LOOSE and token.lower not in _ROUGHLY:
            return False
        subject = self.subject(token.head)
        named = subject is not None and self.tokens[subject].pos != "ADV"  # "overall had"
        return token.start < verb.start and not named

    def _verb_without_subject(self, counted: int | None) -> int | None:
        """The verb right behind a share or its noun that the parser gave no subject, because it
        took the share for a part of the place before it: "In Ely 12% of crews (9% last year) are
        trained"."""
        if self.number.unit not in ("percent", None):
            return None
        noun = self.kept_with(counted) if counted is not None else set()
        at = self._behind_brackets(max(self.with_ages(noun) | self.own) + 1)
        if at is None or (self.number.unit is None and self.tokens[at].pos != "AUX"):
            return None
        if self.number.unit is None and counted is None:
            return None
        past = self.tokens[at].lower.endswith(("ed", "en", "n't")) and counted is not None
        past = past and not any(
            self.tokens[i].dep in ("dobj", "ccomp", "xcomp") for i in self.syntax.children[at]
        )
        if self.tokens[at].pos != "AUX" and (past or self.tokens[at - 1].dep == "cc"):
            return None  # "tracks streamed", "a rise or fall"
        verb = self.tokens[at].head if self.tokens[at].dep in ("aux", "auxpass") else at
        said = {i for up in (at, verb) for i in self.syntax.children[up]
                if self.tokens[i].dep in SUBJECTS}  # fmt: skip
        if self.number.unit is None and said - self.own - self.others - {counted}:
            return None  # "the work of seven crews is done"
        states = self.tokens[verb].pos in VERBS and self.tokens[verb].dep in _STATING
        running = self.tokens[verb].lower.endswith("ing") and at == verb
        if not states or running or self.tokens[verb].start < self.number.end:
            return None
        subject = self.subject(verb)
        again = subject is not None and (
            subject in self.others or subject in noun or self.tokens[subject].pos == "ADV"
        )  # "a third of crews (32%) row", read as "32% row"
        return verb if subject is None or again else None

    def _behind_brackets(self, at: int) -> int | None:
        """The verb at a word, behind brackets and an adverb; None where there is no verb."""
        while at < len(self.tokens) and self.tokens[at].lower == "(":
            closed = (i for i in range(at, len(self.tokens)) if self.tokens[i].lower == ")")
            at = next(closed, at) + 1
        adverb = at + 1 < len(self.tokens) and self.tokens[at].pos == "ADV"
        at += adverb and self.tokens[at + 1].pos in VERBS
        return at if at < len(self.tokens) and self.tokens[at].pos in VERBS else None

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
            elif token.dep == "pobj" and head.lower == "of" and tokens[head.head].lemma in SUMS:
                at = head.head
            elif token.dep in ("nummod", "quantmod", "compound") and token.head in self.own:
                at = token.head
            elif token.dep in ("det", "amod", "nummod") and token.head in self.others:
                at = token.head  # "a third (31%) of", read as "a third 31%"
            elif token.dep == "appos" and head.lemma in nouns().quantities:
                at = token.head  # "a high number – 334 – of crews"
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
        within = self.tokens[noun].lemma in ABOUT and self.tokens[about].lower == "in"
        return about if self.tokens[link].lower == "of" and within else None

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
