"""The noun phrase of what a figure counts, from the grammar of its sentence.

"Five young people are in apprenticeships" counts "young people in apprenticeships": the noun
that the number is at, with what its clause says about it. "The rate of referrals fell to 64"
counts "rate of referrals": where the number is at no noun, the subject of its verb. Where
that is a pronoun, or where the number itself is the subject ("408 live with foster families"),
the noun was said before: the phrase is `open`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.annotations.model import Number
from extractor.annotations.syntax import Syntax
from extractor.binding.acted_on import ActedOn
from extractor.binding.clause_phrases import RELATIVE, NounPhrase, names_people
from extractor.binding.phrase_words import NOUNS, SUBJECTS, VERBS
from extractor.regex import regex
from extractor.rulebook.words import Words, nouns

_LOOSE = frozenset({"meta", "dep", "npadvmod", "nummod", "nmod", "appos", "advmod"})
_AT_NOUN = frozenset({"nummod", "amod", "compound", "nmod", "det", "quantmod", "poss", "appos"})
_AT_PHRASE = frozenset({"prep", "appos", "nummod", "npadvmod"})
_SPEAKERS = frozenset({"we", "i", "they", "he", "she", "you"})
_SHOWING = frozenset({"show", "indicate", "suggest", "reveal", "confirm", "state"})
_SUMS = frozenset({"total", "sum", "maximum", "minimum"})
_SPANNING = frozenset({"by", "from", "to"})
_INTO = frozenset({"in", "within", "with", "on", "under"})
_KIND = regex(r"%?\s(?P<kind>[A-Z][a-z]+(?:[ /-][A-Z][a-z]+){0,3})\b")
_BRACKET_OF = regex(r"%?\s?\([^()]{1,40}\)\s+of\b")


def noun_phrase(
    syntax: Syntax,
    text: str,
    number: Number,
    others: Sequence[Number],
    when: Iterable[tuple[int, int]],
    words: Words,
) -> NounPhrase | None:
    """The noun phrase of what `number` counts; None where the grammar shows none.

    `others` are the other figures of the sentence, whose words are not of this one; `when`
    are the spans of `text` that say when, which is not part of what is counted.
    """
    return _Reader(syntax, text, number, others, when, words).read()


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
            return _Reader(syntax, text, number, others, (), words).noun(at)
    return ""


def fuller_noun(syntax: Syntax, text: str, noun: str, words: Words) -> str:
    """A noun with what narrows it, where a sentence has it with more than itself: "deaths of people
    in care" for "deaths"; "" where it has not."""
    for at, token in enumerate(syntax.tokens):
        if token.lower != noun.lower() or token.pos not in NOUNS:
            continue
        at_end = Number(len(text), len(text), "", 0.0)
        whole = _Reader(syntax, text, at_end, (), (), words).noun(at)
        if whole.lower().startswith(f"{noun.lower()} ") or whole.lower().endswith(
            f" {noun.lower()}"
        ):
            return whole
    return ""


class _Reader(ActedOn):
    """Reads the phrase of one figure from the parse tree of its sentence."""

    def read(self) -> NounPhrase | None:
        """The phrase, by what the number is at and what that is in its clause."""
        if not self.own:
            return None
        whole = self.lasting() or self.likelier() or self.in_brackets()
        if whole is not None:
            return whole
        top = next(
            (i for i in sorted(self.own) if self.tokens[i].head not in self.own), min(self.own)
        )
        if self.tokens[top].pos in VERBS:  # "doubled"
            return self._by_clause(top)
        noun = self._noun_at(top)
        if noun is not None and self.is_unit(noun):
            top, noun = noun, None
        rate = self._is_rate(noun)
        while rate and self.tokens[top].dep in ("nummod", "quantmod", "compound"):
            top, noun = self.tokens[top].head, None
        base = self._base(noun) if noun is not None else ""
        person = noun is not None and self.is_person(noun)
        place = self._place(noun if self._hangs_on(top, noun) and noun is not None else top)
        token = self.tokens[place]
        if not rate and self._is_subject(place):
            predicate, finite = self.predicate(token.head, place)
            if base:
                return NounPhrase(base, predicate, False, finite, person)
            outer = self._by_clause(token.head) if self.number.unit == "percent" else None
            if outer is not None and outer.noun and predicate:  # "…, with 86% placed abroad"
                return replace(outer, predicate=predicate, finite=finite)
            return NounPhrase("", predicate, True, finite) if predicate else None
        if base and noun is not None:
            if whole_share := self.shared(place, base):
                return NounPhrase(whole_share)
            behind = self.done_to(place, bare=" " not in base, narrowed=self._is_narrowed(noun))
            behind = behind or self._behind(place) or self.held_in(place)
            behind = behind or self.where(self._place(top if top != noun else place))
            return NounPhrase(base, behind, False, False, person)
        said = self._by_clause(place)
        kind = self._kind_behind()
        if kind and said is not None and said.noun and not said.predicate:
            return replace(said, predicate=f"– {kind}")
        part = self._part(top)
        if part and (said is None or not said.predicate):
            said = said or NounPhrase(open=True)
            return replace(said, predicate=part)
        return said

    def _base(self, noun: int) -> str:
        """The words of the noun counted; not those that "and" joins to the number before it."""
        kept, first = self.kept_with(noun), min(self.own)
        before = [i for i in kept if i < first]
        joined = any(self.tokens[i].dep == "cc" for i in range(min(before, default=first), first))
        if self.number.unit == "percent" or noun < first or not joined:
            return self.joined(kept)
        return self.joined({i for i in kept if i > first})

    def _is_narrowed(self, noun: int) -> bool:
        """Whether something behind a noun says which ones: "parents of twins"."""
        children = self.syntax.children[noun]
        return any(i > noun and self.tokens[i].dep in ("prep", "acl", "relcl") for i in children)

    def _kind_behind(self) -> str:
        """The name of a group right behind its share: "Black African" of "the largest groups are
        3.1% Black African"."""
        if self.number.unit != "percent":
            return ""
        found = _KIND.match(self.text, self.number.end)
        return found["kind"] if found is not None else ""

    def _part(self, top: int) -> str:
        """What is said about a share after it: "in work" of "with 65% in work"."""
        kept: set[int] = set()
        for child in self.syntax.children[top] if self.number.unit == "percent" else ():
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
        if verb.pos not in VERBS:
            return False
        if token.dep in SUBJECTS:
            return True
        return token.dep in _LOOSE and token.start < verb.start and self.subject(token.head) is None

    def _hangs_on(self, top: int, noun: int | None) -> bool:
        return noun is not None and self.tokens[top].head == noun

    def _noun_at(self, top: int) -> int | None:
        """The noun that the number is at, or whose share it is."""
        tokens = self.tokens
        head = tokens[top].head
        if tokens[top].dep in _AT_NOUN and head != top and self.is_noun(head):
            while tokens[head].dep in ("poss", "compound") and self.is_noun(tokens[head].head):
                head = tokens[head].head
            return head
        if tokens[top].pos in NOUNS and top not in self.own:
            return top
        for child in self.syntax.children[top]:
            if tokens[child].lower == "of" and tokens[child].start >= self.number.end:
                for base in self.syntax.children[child]:
                    if self.is_noun(base):
                        return base
        return self._behind_bracket()

    def _behind_bracket(self) -> int | None:
        """The noun after a bracket that parts a share from it: "89% (17 of 19) of otters"."""
        found = _BRACKET_OF.match(self.text, self.number.end)
        if found is None:
            return None
        links = [i for i, t in enumerate(self.tokens) if t.end == found.end()]
        nouns_there = [i for link in links for i in self.syntax.children[link] if self.is_noun(i)]
        return next(iter(nouns_there), None)

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
            else:
                break
        return at

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
            if token.dep in _AT_PHRASE and self.is_noun(head) and not self.is_unit(head):
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
                if token.dep == "acl" and self.is_noun(head):
                    return self._named(head)
            if head == at:
                return None
            at = head
        return None

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
            return self._named(noun)
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

    def _behind(self, place: int) -> str:
        """What comes right after an object or "there are …" and depends on the verb: "for
        young people" of "there are four pathways for young people"."""
        token = self.tokens[place]
        if token.dep not in ("attr", "dobj", "nsubj") or token.head == place:
            return ""
        end = max(self.syntax.subtrees[place])
        kept: set[int] = set()
        for child in self.syntax.children[token.head]:
            span = self.syntax.subtrees[child]
            if self.tokens[child].dep != "prep" or span[0] != end + 1:
                continue
            if not self.is_set_off(child) and not self.is_elsewhere(child):
                kept.update(self.within(child))
                end = span[-1]
        return self.joined(kept)
