"""What a figure without a noun of its own is of, by its clause: "rate of leaks" of "the rate of
leaks fell to 64", "boats" of "an increase in boats of 9%"."""

from __future__ import annotations

from dataclasses import replace

from extractor.binding.subjects.clause_phrases import (
    PLACE,
    NounPhrase,
    names_people,
)
from extractor.binding.subjects.counted_noun import CountedNoun
from extractor.binding.subjects.other_figures import MONEY
from extractor.binding.subjects.phrase_words import SUBJECTS, SUMS, VERBS, word_set
from extractor.binding.subjects.quantities_before import RELATIVE
from extractor.regex import regex
from extractor.rulebook.words import nouns

_LIKELY = regex(r"\s*(?:times )?(?:more|less|as) likely\b")
_LIKELY_ENDS = regex(r"\s+(?:than|compared|as)\b|[,;:(.]|\s+and\s*$")
_ANYBODY = frozenset({"people", "persons", "individuals", "residents", "households"})
_COUNTING = frozenset({"number", "numbers", "population", "total"})
_MOVING = frozenset({"grow", "go", "reduce", "expand", "shrink"})
_AT_PHRASE = frozenset({"prep", "appos", "nummod", "npadvmod"})
_ADVERBIAL = frozenset({"acomp", "advmod", "amod", "advcl", "attr", "prep", "oprd"})
_SPEAKERS = frozenset({"we", "i", "they", "he", "she", "you"})
_SHOWING = frozenset({"show", "indicate", "suggest", "reveal", "confirm", "state"})
_SPANNING = frozenset({"by", "from", "to"})
_BODIES = word_set("directorate department division committee service board team panel group")
# "The team is forecast to overspend by £2m".
_SPENT = {"overspend": "overspend", "overspent": "overspend", "underspend": "underspend",
          "underspent": "underspend"}  # fmt: skip
_AVERAGES = word_set("average mean median")
_OF_WHOM = word_set("for among amongst in at")
_MOST_UP = 4  # nouns that prepositions join
ABOUT = frozenset({"region", "order", "vicinity", "excess"})  # "in the region of £2m"


class NounOfClause(CountedNoun):
    """Reads the noun that a figure depends on, or the subject of its clause."""

    def likelier(self) -> NounPhrase | None:
        """Who is so many times as likely to do or be something: "children in care likely to be
        suspended" of "children in care are four times more likely to be suspended than others"."""
        found = _LIKELY.match(self.text, self.number.end)
        if self.number.unit != "ratio" or found is None:
            return None
        at = next(i for i, t in enumerate(self.tokens) if t.end >= found.end())
        first = at
        limit = min((self.tokens[i].start for i in self.others if i > at), default=len(self.text))
        while self.subject(at) is None and self.tokens[at].head != at:
            at = self.tokens[at].head
        who = self.subject(at)
        if who is None or not self.is_noun(who):
            return None
        said = self.text[self.tokens[first].start : limit].rstrip()
        end = _LIKELY_ENDS.search(said)
        return NounPhrase(self.noun(who), said[: end.start()] if end else said)

    def moved(self, place: int, base: str) -> NounPhrase | None:
        """The subject of a verb that says how its value changed, where the value has but a bare
        noun: "calm waters" of "calm waters rose from 33 to 37 miles"."""
        while self.tokens[place].dep in ("quantmod", "nummod"):
            place = self.tokens[place].head
        link = self.tokens[place].head
        turning = self.tokens[place].dep == "pobj" and self.tokens[link].lower in ("from", "to")
        verb = self.tokens[link].head
        verb = self.tokens[verb].head if self.tokens[verb].lower == "from" else verb
        if not turning or self.tokens[verb].lemma not in nouns().changes | _MOVING:
            return None
        if self.tokens[verb].pos != "VERB" or " " in base.partition(" over ")[0]:
            return None
        said = self.by_clause(place)
        if said is None or said.open or " " not in said.noun:
            return None
        words, named = said.noun.lower().split(), base.lower().split()[0]
        people = named in _ANYBODY and said.person
        told = people or named in words or not _COUNTING.isdisjoint(words)
        return said if told else None

    def by_clause(self, place: int) -> NounPhrase | None:
        """What a figure without a noun of its own is of: the noun that it depends on, else the
        subject of its clause."""
        tokens, at, via = self.tokens, place, ""
        for _ in tokens:
            token = tokens[at]
            head = token.head
            via = token.lower if token.dep == "prep" and not via else via
            if token.dep in SUBJECTS and at != place and tokens[head].pos in VERBS:
                return self._named_where(at, head)
            fewer = token.dep == "amod" and at != place  # "12% fewer calls"
            if (fewer or token.dep in _AT_PHRASE) and self._names(head):
                return self._of_noun(head) if fewer else self._done_with(head)
            if token.pos in VERBS or token.dep == "ROOT":
                subject = self.subject(at)
                if via in _SPANNING and (moved := self._object(at)) is not None:
                    return self._named(moved)
                if subject is not None and self.tokens[subject].lower in _SPEAKERS:
                    subject = self._object(at) or subject
                elif subject is not None and self._has_change(subject, at):
                    subject = self._object(at)
                elif subject is not None and self.tokens[at].lemma in _SHOWING:
                    subject = self._shown(at) or subject
                some = self._some_who(subject, at) if subject is not None and via == "at" else None
                if some is not None:
                    return some
                if subject is not None:
                    return self._named_where(subject, at)
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
        return token.lemma not in ABOUT or self.tokens[token.head].lower != "in"

    def _has_change(self, subject: int, verb: int) -> bool:
        """Whether a pronoun or a place is said to have a rise or fall, whose size the figure is:
        "it had the biggest fall in boats, down 1%"."""
        pronoun = self.tokens[subject].pos == "PRON" or (
            self.tokens[subject].pos == "PROPN" and self.tokens[verb].lemma == "have"
        )
        near = (i for i in self.syntax.children[verb] if i < min(self.own))
        fall = (self.tokens[i] for i in near if self.tokens[i].dep == "dobj")
        return pronoun and any(t.lemma in nouns().changes for t in fall)

    def _named_where(self, at: int, verb: int) -> NounPhrase | None:
        """The phrase of the subject of a verb, with the place that stands behind the verb: "levels
        of noise in Ely" of "levels of noise have fallen in Ely from 12 to 9"."""
        said = self._named(at)
        if said is None or said.open:
            return said
        if listed := self._listed_name(at, verb):
            said = replace(said, noun=listed)
        spent = (self.tokens[i].lower for i in self.syntax.subtrees[verb] if i < min(self.own))
        over = next((_SPENT[word] for word in spent if word in _SPENT), None)
        if over is not None and self.number.unit in MONEY and over not in said.noun:
            return replace(said, noun=f"{over} of {said.noun}")
        if doing := self._share_within(at, verb):
            return replace(said, predicate=doing)
        if more := self._behind_value(at, verb):
            said = replace(said, noun=f"{said.noun} {more}")
        if PLACE.search(said.noun):
            return said
        for child in self.syntax.children[verb]:
            below = self.syntax.subtrees[child]
            near = verb < child < min(self.own) and below[-1] < min(self.own)
            if not near or self.tokens[child].dep != "prep" or self.is_elsewhere(child):
                continue
            where = self.joined(self.within(child))
            if PLACE.fullmatch(where) and not self.others.intersection(below):
                return replace(said, noun=f"{said.noun} {where}")
        return said

    def _some_who(self, subject: int, verb: int) -> NounPhrase | None:
        """Those of whom a share does what a clause says, with its value behind: "keepers who stay
        at sea" of "a higher proportion of keepers stay at sea, at 73%"."""
        counted = self.counted(subject)
        if self.number.unit != "percent" or counted == subject or self.tokens[verb].lemma == "be":
            return None
        if self.tokens[verb].lemma in nouns().changes | _MOVING | self.words.verbs:
            return None
        predicate, finite = self.predicate(verb, subject)
        noun = self.noun(subject)
        return NounPhrase(noun, predicate, False, finite, self.is_person(counted))

    def _done_with(self, noun: int) -> NounPhrase | None:
        """The phrase of a sum's noun with what is done: "savings made in Ely" of "savings of £2m
        were made in Ely"."""
        said, verb = self._of_noun(noun), self.tokens[noun].head
        passive = self.tokens[noun].dep == "nsubjpass" and self.is_passive(verb)
        if said is None or said.open or said.predicate or self.number.unit not in MONEY:
            return said
        if not passive or self.tokens[verb].lemma in self.words.verbs:
            return said
        predicate, finite = self.predicate(verb, noun)
        return replace(said, predicate=predicate, finite=finite) if " " in predicate else said

    def _share_within(self, subject: int, verb: int) -> str:
        """What is so of a thing to so many per cent: "covered in moss" of "the roof is covered 40%
        in moss"; "" of what says how a value changed."""
        token = self.tokens[max(self.own)]
        inside = token.dep == "npadvmod" and token.head == verb and self.is_passive(verb)
        lemma = self.tokens[verb].lemma
        if self.number.unit != "percent" or not inside or lemma in nouns().changes | _MOVING:
            return ""
        if self.tokens[subject].lemma in nouns().quantities:
            return ""
        return self.predicate(verb, subject)[0]

    def _behind_value(self, subject: int, verb: int) -> str:
        """Of whom or where the value of a quantity is, by what stands right behind it: "for boats"
        of "the rate was 12% for boats and 9% for rafts"."""
        link = max(self.own) + 1
        if link >= len(self.tokens) or self.tokens[subject].lemma not in nouns().quantities:
            return ""
        token = self.tokens[link]
        beside = token.dep == "prep" and token.head in (verb, *self.own)
        if not beside or token.lower not in _OF_WHOM or self.is_elsewhere(link):
            return ""
        said = self.joined(self.within(link))
        timed = any(self.is_unit(i) for i in self.within(link))
        return "" if timed or (token.lower in ("in", "at") and not PLACE.fullmatch(said)) else said

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
        if self.number.unit in MONEY and (linked := self.linked(noun)):
            return NounPhrase(linked)
        if (averaged := self._averaged(noun)) is not None:
            return averaged
        if self.tokens[noun].lemma not in nouns().changes | SUMS:
            rate = self._rate_of(noun)
            return NounPhrase(rate) if rate else self._named(noun)
        for child in self.syntax.children[noun]:
            if self.tokens[child].lower in ("in", "of"):
                for base in self.syntax.children[child]:
                    if self.is_noun(base) and base not in self.others:
                        return self._named(base)
        token = self.tokens[noun]
        kinds = (self.tokens[i] for i in self.syntax.children[noun] if i < noun)
        if token.lemma not in SUMS and any(t.dep == "compound" and t.pos == "NOUN" for t in kinds):
            return self._named(noun)  # "a cost reduction of 30%"
        if token.dep in ("attr", "dobj", "pobj", "conj") and token.head != noun:
            said = self.by_clause(noun)
            if said is not None:
                return said
        return self._named(noun)

    def _averaged(self, noun: int) -> NounPhrase | None:
        """What has an average that is told behind it: "average crew sizes" of "crew sizes are high,
        with an average of 12"."""
        link = self.tokens[noun].head
        alone = self.tokens[noun].lemma in _AVERAGES and self.tokens[link].lower == "with"
        if not alone or self.tokens[link - 1].lower != ",":
            return None
        before = (i for i in range(link - 1, -1, -1) if self.tokens[i].dep in SUBJECTS)
        subject = next(before, None)
        if subject is None or not self.is_noun(subject) or subject in self.others:
            return None
        if names_people(self.tokens[subject].norm):
            return None
        return NounPhrase(f"{self.tokens[noun].lower} {self.noun(subject)}")

    def linked(self, noun: int) -> str:
        """What a sum in a bracket is of, whose noun a preposition joins to another: "savings from
        tolls" of "there were savings from tolls (£2m)"."""
        link = self.tokens[noun].head
        outer = self.tokens[link].head
        bracketed = self.text[: self.number.start].rstrip().endswith("(")
        linked = self.tokens[noun].dep == "pobj" and self.tokens[link].pos == "ADP"
        if not bracketed or not linked or not self.is_noun(outer) or self.is_set_off(link):
            return ""
        own = self.kept_with(outer) | {link} | self.kept_with(noun)
        return self.joined(own) if not own & self.others else ""

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
            if self.tokens[child].lemma not in nouns().changes | SUMS:
                return child
            for link in self.syntax.children[child]:
                if self.tokens[link].lower in ("in", "of"):
                    return next(iter(self.syntax.children[link]), child)
            return child
        return None

    def _listed_name(self, at: int, verb: int) -> str:
        """A name that has a list in it: "Harbours, Quays and Huts Directorate"; "" for others."""
        below = [i for i in self.syntax.subtrees[at] if at <= i < verb]
        last = below[-1] if below else at
        commas = any(self.tokens[i].lower == "," for i in below)
        named = commas and self.tokens[at].pos == "PROPN" and self.tokens[last].lower in _BODIES
        return self.text[self.tokens[at].start : self.tokens[last].end] if named else ""

    def _rate_above(self, noun: int) -> int:
        """The rate that ", which is 9%" tells of behind a noun that it is the rate of: "rate of
        leaks in old boats, which is 9%"."""
        at = noun
        for _ in range(_MOST_UP):
            link = self.tokens[at].head
            above = self.tokens[link].head
            if self.tokens[at].dep != "pobj" or not self.is_noun(above) or above >= at:
                break
            at = above
            if self.tokens[at].lemma in nouns().quantities and self.number.unit is not None:
                return at
        return noun

    def _named(self, at: int) -> NounPhrase | None:
        """The phrase of a noun; a pronoun stands for one that was said before."""
        token = self.tokens[at]
        if token.lower in RELATIVE:
            verb = self.tokens[token.head]
            if verb.dep == "relcl" and self.is_noun(verb.head):
                rate = self._rate_above(verb.head)
                if rate != verb.head and self.tokens[at - 1].lower == ",":
                    inner = max(i for i in self.kept_with(verb.head) if i < at)
                    return NounPhrase(self.joined(set(range(rate, inner + 1))))
                return self._named(verb.head)
        if at in self.others or not self.is_noun(at):
            return NounPhrase(open=True)
        words = self.noun(at)
        return NounPhrase(words, person=names_people(token.norm)) if words else None
