"""The clause around a noun that says nothing by itself, turned into words behind it: "pupils for
whom concerns were raised" of "concerns were raised for 20 pupils", "huts that the harbour will
build" of "the harbour will build 20 huts"."""

from __future__ import annotations

import itertools

from extractor.annotations.parsing.syntax import SyntaxToken
from extractor.binding.subjects.clause_phrases import names_people
from extractor.binding.subjects.other_figures import MONEY
from extractor.binding.subjects.phrase_words import NOUNS, SUBJECTS, VERBS, word_set
from extractor.binding.subjects.quantities_before import RELATIVE
from extractor.binding.subjects.verb_behind_noun import GIVING, ActedOn, participle
from extractor.regex import regex
from extractor.rulebook.words import nouns

_LINKS = word_set("for to with about on in at by from across through")
_VALUES = word_set("to at by from")  # links behind which a value can stand
_GOVERNORS = word_set("dobj attr acomp nsubjpass nsubj")
_OBJECTS = word_set("dobj attr acomp oprd prt xcomp dative")
_HELPS = word_set("aux auxpass neg")
_ARTICLES = word_set("the a an this these")
_EQUAL = word_set(
    "account amount stand come equate equal range vary total average split limit step"
)
# What somebody does, of the verbs that can also only link a value to its measure.
_DOING = word_set("provide give make get identify record report track publish highlight need")
_MADE_OF = word_set("made composed comprised")
_EXHIBITS = word_set("figure table chart graph map")
_HAVING = word_set("have be contain cost")
_SPEAKERS = word_set("we they it he she i")
_POINTING = word_set("these those them this it")
_OF = regex(r"\s*%?\s*(?:\([^()]*\)\s*)?(?:out )?of\b")
_MOST_UP = 4  # steps of the grammar from a noun to the verb of its clause
_LONGEST = 130  # characters of such a clause


class ClauseAround(ActedOn):
    """Reads the clause that a counted noun stands in, without being its subject."""

    def clause_around(self, place: int, noun: int) -> str:
        """The clause as words behind the noun; "" where it has no subject of its own, or tells only
        how a value changed. `place` is the first of the nouns that "and" joins to the counted one.
        """
        token = self.tokens[place]
        listed = place == noun or noun in self.syntax.subtrees[place]
        joined = place < noun and token.dep in ("pobj", "dobj") and token.pos in NOUNS
        if joined and not self.others.intersection(self.syntax.children[place]):
            listed = place in self.own
        if token.dep == "pobj" and place != noun and (whole := self._parts_of_whole(token.head)):
            return whole
        if not listed or self.number.unit in MONEY or not self._says_how_many():
            return ""
        if token.dep in ("pobj", "dative"):
            making = self._parts_of_whole(token.head)
            return making or self._with_link(token.head, person=self._is_of_people(noun))
        return self._as_object(token.head) if token.dep == "dobj" else ""

    def _parts_of_whole(self, link: int) -> str:
        """What parts make up: "that make up the crew" of "the crew is made up of four teams"."""
        verb = self.tokens[link].head
        verb = self.tokens[verb].head if self.tokens[verb].dep == "prt" else verb  # "up"
        passive = self.is_passive(verb) and self.tokens[verb].lower in _MADE_OF
        if self.tokens[link].lower != "of" or not (passive or self.tokens[verb].lemma == "consist"):
            return ""
        whole = self._subject_of(verb)
        if whole is None or self.others.intersection(self.syntax.subtrees[whole]):
            return ""
        return f"that make up {self._in_words(whole, self.kept_with(whole), self.kept_with(whole))}"

    def _is_of_people(self, noun: int) -> bool:
        """Whether a noun is of people: "children with child protection plans" is, "child protection
        plans" is not."""
        name = [self.tokens[i] for i in sorted(self.name_of(noun))]
        head = list(itertools.takewhile(lambda t: t.pos != "ADP", name))[-1:]
        return any(names_people(t.norm) for t in head)

    def _says_how_many(self) -> bool:
        """Whether a figure says how many there are, or whose share it is: not "all but 20 huts",
        nor "70% grants"."""
        if self.number.unit == "percent":
            return _OF.match(self.text, self.number.end) is not None
        return self.tokens[max(min(self.own) - 1, 0)].lower != "but"

    def _with_link(self, link: int, *, person: bool) -> str:
        """ "for whom concerns were raised", where `link` is the "for"."""
        token = self.tokens[link]
        verb = self._verb_above(link)
        if token.lower not in _LINKS or verb is None or self.is_set_off(link):
            return ""
        if self._only_links(verb, link) or (token.lower == "with" and self._is_beside(verb, link)):
            return ""
        said = "" if self._lacks_object(verb) else self._statement(verb, {link})
        return f"{token.lower} {'whom' if person else 'which'} {said}" if said else ""

    def _lacks_object(self, verb: int) -> bool:
        """Whether what somebody gives is not said beside the verb: "gave in the region of 300 talks
        to 20 crews"."""
        given = any(self.tokens[i].dep == "dobj" for i in self.syntax.children[verb])
        return self.tokens[verb].lemma in GIVING and not given and not self.is_passive(verb)

    def _is_beside(self, verb: int, link: int) -> bool:
        """Whether "with" opens a statement of its own: "leaks were mended with 9% of crews at sea";
        not "the crew works with 14 clubs"."""
        apart = self.is_passive(verb) and self.tokens[link].head == verb
        return apart or self.number.unit == "percent"

    def _verb_above(self, link: int) -> int | None:
        """The verb of the clause that a link is in, by its object or its subject."""
        at = self.tokens[link].head
        for _ in range(_MOST_UP):
            token = self.tokens[at]
            if token.pos in VERBS and token.dep != "xcomp":
                return at
            if token.pos not in VERBS and token.dep not in _GOVERNORS:
                return None
            at = token.head
        return None

    def _only_links(self, verb: int, link: int) -> bool:
        """Whether a verb with its link only gives a value: "rose to", "accounted for"."""
        lemma = self.tokens[verb].lemma
        changed = self.tokens[self.tokens[link].head].lemma in nouns().changes
        if changed and self.tokens[link].lower in _VALUES:
            return True  # "a fall from 160 leaks"
        if lemma in _EQUAL or self.tokens[link].head != verb:
            return lemma in _EQUAL
        children = [self.tokens[i] for i in self.syntax.children[verb]]
        stated = any(t.dep in _OBJECTS for t in children) or lemma in _DOING
        if self.tokens[link].lower not in _VALUES:
            stated |= self.is_passive(verb)
        return lemma in self.words.verbs and not stated

    def _as_object(self, verb: int) -> str:
        """ "that the harbour will build" and, without a subject, "built"."""
        token = self.tokens[verb]
        done = token.lemma in self.words.light_verbs or token.lemma in _DOING
        reports = self.tokens[min(verb + 1, len(self.tokens) - 1)].lower == "that"
        if token.pos != "VERB" or token.lemma in _HAVING or reports:
            return ""
        if not done and token.lemma in self.words.verbs:
            return ""
        if token.lower.endswith("ing") and not self._helpers(verb):
            return participle(token.lemma) if self.number.unit is None else ""
        objects = {i for i in self.syntax.children[verb] if self._is_own(i)}
        passive, lowest = self.is_passive(verb), verb
        while self.tokens[verb].dep == "xcomp":  # "wants to build"
            verb = self.tokens[verb].head
        said = self._statement(verb, objects)
        if not said and not passive:
            return self._done_by_those_before(lowest)
        if passive:
            about = self.tokens[min(self.own) - 1].lower == "about"  # read as "around"
            return f"about which {said}" if said and about else ""
        return f"that {said}" if said else ""

    def _done_by_those_before(self, verb: int) -> str:
        """What is done by those whom only a pronoun names: "carried out" of "we carried out 46
        talks"; "" where it might only be done, or is not."""
        helps = [self.tokens[i] for i in self._helpers(verb)]
        subject = self.subject(verb)
        pronoun = subject is not None and self.tokens[subject].lower in _SPEAKERS
        if self.number.unit is not None or not pronoun:
            return ""
        if any(t.lower in self.words.modal or t.dep == "neg" for t in helps):
            return ""
        children = self.syntax.children[verb]
        particle = "".join(f" {self.tokens[i].lower}" for i in children
                           if self.tokens[i].dep == "prt")  # fmt: skip
        return f"{participle(self.tokens[verb].lemma)}{particle}"

    def _is_own(self, at: int) -> bool:
        """Whether a word has the figure in or below it."""
        return bool(self.own.intersection(self.syntax.subtrees[at]))

    def _helpers(self, verb: int) -> list[int]:
        return [i for i in self.syntax.children[verb] if self.tokens[i].dep in _HELPS]

    def _shared_helpers(self, verb: int) -> list[int]:
        """The "has" of a verb joined to another: "has planned and built"."""
        token = self.tokens[verb]
        alone = token.dep == "conj" and not self._helpers(verb)
        if not alone or token.lower in (token.lemma, f"{token.lemma}s", f"{token.lemma}es"):
            return []
        return [i for i in self._helpers(token.head) if self.tokens[i].lemma == "have"]

    def _statement(self, verb: int, left_out: set[int]) -> str:
        """What a clause says, with its subject and without some of its words; "" where words of it
        are of another figure or were said before."""
        subject = self._subject_of(verb)
        if subject is None:
            return ""
        without = left_out.union(*(self.syntax.subtrees[i] for i in left_out))
        without |= self._in_brackets(verb)
        if self.tokens[verb].head == subject:  # "the dock, which has 12 berths"
            told = set(self.syntax.subtrees[verb])
            kept, bare = self.kept_with(subject) - told, set(self.syntax.subtrees[subject]) - told
        else:
            kept, bare = self.kept_with(subject), set(self.syntax.subtrees[subject])
        kept, bare = kept - without, bare - without
        while self.tokens[max(kept)].dep == "cc":  # what "and" joins was left out
            kept.remove(max(kept))
        verbal = {verb, *self._helpers(verb), *self._shared_helpers(verb)}
        needed = kept | verbal
        for child in self.syntax.children[verb]:
            token = self.tokens[child]
            if child in without or token.dep in SUBJECTS or self.is_set_off(child):
                continue
            below = set(self.syntax.subtrees[child]) - without
            if token.dep in _OBJECTS:
                bare |= below
                needed |= below
            elif self._adds(child, token) and child > verb:
                needed |= self.within(child) - without
        first = min(i for i in verbal if self.tokens[i].dep != "neg")
        foreign = bare & (self.others | self.own) or self._points_back_in(bare)
        if foreign or first < subject or not self._states(verb, first):
            return ""
        return self._in_words(subject, kept, needed)

    def _in_brackets(self, verb: int) -> set[int]:
        """The words of brackets that hold figures, in the clause of a verb: "(n=15)"."""
        found, open_at = set[int](), None
        for i in self.syntax.subtrees[verb]:
            word = self.tokens[i].lower
            open_at = i if word == "(" else open_at
            if word == ")" and open_at is not None:
                inside = set(range(open_at, i + 1))
                found |= inside if inside & (self.others | self.own) else set()
                open_at = None
        return found

    def _states(self, verb: int, first: int) -> bool:
        """Whether a verb, or the helper that comes `first`, states something: not "being mended",
        nor "help" of "advice was given to 20 crews and help to 12 wardens"."""
        token, opens = self.tokens[verb], self.tokens[first].lower
        joined = token.dep == "conj" and first == verb and token.lower == token.lemma
        if joined and self.is_passive(token.head):
            return False
        return opens != "be" and not opens.endswith("ing")

    def _in_words(self, subject: int, kept: set[int], needed: set[int]) -> str:
        """A clause as it is said, with the article of its subject; "" for a long one."""
        article = next((self.tokens[i].lower for i in self.syntax.children[subject]
                        if self.tokens[i].lower in _ARTICLES), "")  # fmt: skip
        said, opens = self.joined(needed), min(kept)
        if opens == 0 and self.tokens[0].pos != "PROPN" and said[1:2].islower():
            said = said[:1].lower() + said[1:]
        return f"{article} {said}".strip() if said and len(said) <= _LONGEST else ""

    def _points_back_in(self, words: set[int]) -> bool:
        """Whether words hold a pronoun for what was said before."""
        found = (self.tokens[i] for i in words)
        return any(t.lower in _POINTING and t.dep in ("pobj", "dobj", "attr") for t in found)

    def _adds(self, child: int, token: SyntaxToken) -> bool:
        """Whether a phrase with a preposition or an adverb belongs to the clause: no time, and
        nothing of another figure."""
        if token.dep not in ("prep", "agent", "advmod"):
            return False
        below = set(self.syntax.subtrees[child])
        return not self.is_elsewhere(child) and not below & (self.others | self.when)

    def _subject_of(self, verb: int) -> int | None:
        """The subject of a verb, also of one joined to another, and the "there" of "there was";
        None for another pronoun or a quantity, of which the figure is the value."""
        at: int | None = None
        for _ in range(_MOST_UP):
            near = (verb, *self._helpers(verb))  # the parser may hang it on "has"
            at = next((i for up in near for i in self.syntax.children[up]
                       if self.tokens[i].dep in (*SUBJECTS, "expl")), None)  # fmt: skip
            if at is not None or self.tokens[verb].dep != "conj":
                break
            verb = self.tokens[verb].head
        if at is None or at in self.own or at in self.others:
            return None
        token = self.tokens[at]
        if token.lower in RELATIVE and self.tokens[verb].dep == "relcl":
            at = self.tokens[verb].head  # "the talk, which was given to 20 crews"
            token = self.tokens[at]
        if token.lower == "we" or (token.dep == "expl" and self.tokens[verb].lemma == "be"):
            return at
        if token.pos not in NOUNS or not self.is_noun(at):
            return None
        return None if token.lemma in nouns().quantities | nouns().changes | _EXHIBITS else at
