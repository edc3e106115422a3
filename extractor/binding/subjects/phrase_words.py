"""The words of a sentence that belong to one of its nouns or verbs, by its grammar.

A noun keeps what narrows it: its adjectives, its phrases with "of" and "in", the clause that
depends on it. Periods, words about another figure and what punctuation sets off are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.annotations.exclusions.patterns import AGE
from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.subjects.other_figures import beginning_in, had, is_limit
from extractor.regex import regex, right_before
from extractor.rulebook.words import Words, nouns

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_CLOSE = 6  # steps of the grammar from one end of a time to the word "between"
_EXCEPT = word_set("excluding except without not under over aged")
MARKS = frozenset({",", ";", ":", "–", "—", "(", ")", "[", "]", ".", "•", "|"})
_BEFORE = word_set("det predet advmod cc punct quantmod preconj mark nummod")
_BESIDE = frozenset({"appos", "parataxis", "meta", "intj", "dep", "advcl", "ccomp"})
NO_PART = _BESIDE | {"punct", "cc", "mark"}
_NAMING = NOUNS | {"ADJ", "PRON"}
_BACK = word_set(
    "it this that these those they them which who whom she he we there what one ones all"
)
_LASTING = word_set("day week month year hour minute")
_UNITS = _LASTING | word_set(
    "point mile time pound pp tonne sqm hectare metre kilometre km kg acre litre kwh"
)
_PARTS = word_set(
    "many majority minority handful most half third quarter fifth tenth two-third three-quarter"
)
"""Nouns for a part of what comes after "of"."""
SUMS = word_set("total sum maximum minimum")
_SOME = word_set("number proportion percentage share")
"""Nouns for a part where "a" is before them: "a small number of boats", not "the number"."""
_TURNING = word_set("from to by")
"""Words before values that say of nobody who is meant: "rose by 2% to 40 boats"."""
# Nouns that only link: their noun comes after "of" or "to".
_LINKS = frozenset({
    ("to", "date"), ("in", "respect"), ("in", "terms"), ("in", "relation"), ("with", "regard"),
    ("in", "line"), ("on", "behalf"), ("as", "part"), ("in", "addition"),
})  # fmt: skip
_OPENED = regex(r"\([ n=]*$")
AGES = regex(
    rf" (?:between {AGE} and {AGE}|(?:(?:under|over) )?{AGE}(?: ?(?:[-–]|to) ?{AGE})?)"
    r"(?: ?\+| (?:(?:and|or) )?(?:over|under|above|below|older|younger)\b)?(?: years\b)?"
)
_NARROWING = word_set("acl relcl prep advmod")
_COMPARING = word_set("than compared against and")
_FEW_BESIDE = 3  # words and signs beside the figures of a bracket: "(n = 12)"
_NEAR_BRACKET = 8  # characters between a bracket and a count in it: "( n = 42"
_DEGREES = word_set(
    """high higher highest low lower lowest large larger largest big bigger biggest small smaller
    smallest great greater greatest"""
)
"""Words for how much there is of a quantity; its figure says so."""
_VAGUE = word_set("such further other most few fewer many several following")


class PhraseWords:
    """The words of a sentence for one of its figures.

    `others` are the other figures, `when` the spans that say when: neither is part of what is
    counted.
    """

    def __init__(
        self,
        syntax: Syntax,
        text: str,
        number: Number,
        others: Sequence[Number],
        when: Iterable[tuple[int, int]],
        words: Words,
    ) -> None:
        self.syntax, self.text, self.words = syntax, text, words
        self.tokens = syntax.tokens
        self.number = number
        spans = [(n.start, n.end) for n in others]
        self.others = beginning_in(spans, self.tokens)
        self.limits = beginning_in(
            [(n.start, n.end) for n in others if is_limit(n, number, text)], self.tokens
        )
        # A figure in a bracket says again what is before it, and takes no words away from that.
        self._unbracketed = {
            i for i in self.others
            if not right_before(_OPENED, text, self.tokens[i].start, _NEAR_BRACKET)
        }  # fmt: skip
        self._having = beginning_in(had(others, number, text), self.tokens)
        self.when = beginning_in(when, self.tokens)
        self.own = {
            i for i, t in enumerate(self.tokens) if number.start < t.end and t.start < number.end
        }

    def is_noun(self, at: int) -> bool:
        token = self.tokens[at]
        if at in self.own or self._says_when(at) or token.pos not in _NAMING:
            return False
        if self._is_stuck_to_number(at):
            return False
        if token.lower in _BACK or token.pos == "PRON":
            return self._is_those_with(at)
        head = self.tokens[token.head].lower
        if (head, token.lower) in _LINKS or token.lower.endswith(("n't", "n’t")):
            return False  # "costs to date", "in respect of costs"
        return len(token.lower) > 1 and token.lower[0].isalpha()

    def _is_stuck_to_number(self, at: int) -> bool:
        """Whether a word stands right behind the digits of a figure, as a slip of the pen does:
        "bin" of "£31.3bin"."""
        return at - 1 in self.others and self.tokens[at - 1].end == self.tokens[at].start

    def _says_when(self, at: int) -> bool:
        """Whether a word is of a time, and not one that the rules join to a noun ("Year 6
        pupils")."""
        joined = (i for i in self.syntax.children[at] if self.tokens[i].dep == "fixed")
        return at in self.when and all(i in self.when for i in joined)

    def is_unit(self, at: int) -> bool:
        """Whether a noun is the unit of a figure; "hours of tuition" without one are counted."""
        if self.tokens[at].lemma not in _UNITS:
            return False
        return self.number.unit is not None or self.of_what(at) is None

    def _is_those_with(self, at: int) -> bool:
        """Whether a pronoun has what it stands for after it ("those with a disability")."""
        return self.tokens[at].lower == "those" and (
            self._is_aged(at + 1)
            or any(self.tokens[i].dep in ("prep", "relcl", "acl") for i in self.syntax.children[at])
        )

    def _is_aged(self, at: int) -> bool:
        """Whether a word is an "aged" with ages behind it."""
        aged = at < len(self.tokens) and self.tokens[at].lower == "aged"
        return aged and AGES.match(self.text, self.tokens[at].end) is not None

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, which does not hold the figure; the nearest, where a label stands
        before the sentence ("Leaks: the number of leaks is 12")."""
        found: int | None = None
        for child in self.syntax.children[verb]:
            inside = self.own.intersection(self.syntax.subtrees[child])
            again = found is None or (child < verb and self._is_label(found))
            if self.tokens[child].dep in SUBJECTS and not inside and again:
                found = child
        return found

    def _is_label(self, at: int) -> bool:
        """Whether a colon stands right behind a word."""
        return at + 1 < len(self.tokens) and self.tokens[at + 1].lower == ":"

    def behind_part(self, noun: int) -> set[int]:
        """What the parser hung on the part or sum before a noun, which narrows the noun: "in old
        huts" of "a low number of lamps in old huts"."""
        link = self.tokens[noun].head
        part = self.tokens[link].head
        if self.tokens[noun].dep != "pobj" or self.tokens[link].lower != "of":
            return set()
        own = part in self.own and self.number.unit == "percent"
        if not own and self.tokens[part].lemma not in SUMS and not self.is_part(part):
            return set()
        end, kept = self.syntax.subtrees[noun][-1], set[int]()
        for child in self.syntax.children[part]:
            wanted = self.tokens[child].dep in ("prep", "acl", "relcl") and child != link
            first = self._before_figures_in_bracket(self.syntax.subtrees[child][0])
            if wanted and first == end + 1:
                if self._left_out(child, part):
                    break
                kept.update(self.within(child))
                end = self.syntax.subtrees[child][-1]
        return kept

    def counted(self, noun: int) -> int:
        """The noun behind one that is a part of it: "staff" of "how many of your staff", "keepers"
        of "the majority of keepers"."""
        behind = self.of_what(noun) if self.is_part(noun) else None
        return noun if behind is None else behind

    def is_part(self, noun: int) -> bool:
        """Whether a noun says how large a part is: "half", "the majority", "a low proportion"."""
        token = self.tokens[noun]
        if token.lower in _SOME and self.of_what(noun) is not None:
            return any(self.tokens[i].lower == "a" for i in self.syntax.children[noun])
        if token.lower in _SOME and token.dep in SUBJECTS:  # "the largest proportion swam"
            kinds = (self.tokens[i].lower for i in self.syntax.children[noun] if i < noun)
            return not _DEGREES.isdisjoint(kinds)
        return token.lemma in _PARTS or token.lower in _PARTS

    def kept_with(self, at: int) -> set[int]:
        """The tokens of a noun and of what narrows it."""
        kept = {at, at + 1} if self._is_aged(at + 1) else {at}
        for child in self.syntax.children[at]:
            if not self._left_out(child, at):  # of those before it only the first follows a mark
                kept.update(self.within(child))
        if self.tokens[at].inside is False:
            kept.update(i for i in self.syntax.children[at] if self.tokens[i].inside)
        return kept

    def of_what(self, at: int) -> int | None:
        """The noun that follows a word with "of"."""
        links = [i for i in self.syntax.children[at] if self.tokens[i].lower == "of"]
        below = [i for link in links for i in self.syntax.children[link] if self.is_noun(i)]
        return next(iter(below), None)

    def within(self, at: int, *, limited: bool = False) -> set[int]:
        """A modifier with all that depends on it and is not set off itself; `limited` with the
        figures that say which ones are meant."""
        kept = {at}
        for child in self.syntax.children[at]:
            token = self.tokens[child]
            listed = token.dep == "conj" and token.pos in NOUNS
            comma = token.dep == "punct" and token.lower == "," and self._lists(at)
            apart = self.is_set_off(child) and not listed and not comma
            if apart or self.is_elsewhere(child, limited=limited):
                continue
            if token.dep in ("relcl", "acl") and self._tells_of_figures(child):
                continue
            both = token.lower.endswith("ing") and self._is_between(at)
            if (
                token.dep == "conj"
                and not both
                and (token.pos in VERBS or self._verb_between(at, child))
            ):
                continue
            kept.update(self.within(child, limited=limited))
        return kept

    def _is_between(self, at: int) -> bool:
        """Whether a word is one of the two ends of a time "between receiving a report and visiting
        the family"."""
        for _ in range(_CLOSE):
            if self.tokens[at].lower == "between":
                return True
            at = self.tokens[at].head
        return False

    def _verb_between(self, noun: int, joined: int) -> bool:
        """Whether a verb parts a noun from one that the parser joins to it: another statement."""
        return any(t.pos in VERBS for t in self.tokens[noun + 1 : joined])

    def _lists(self, at: int) -> bool:
        """Whether a noun opens a list of nouns ("education, employment or training")."""
        children = [self.tokens[i] for i in self.syntax.children[at]]
        return any(t.dep == "conj" and t.pos in NOUNS for t in children)

    def _left_out(self, child: int, noun: int) -> bool:
        token = self.tokens[child]
        if child in self.own or self.is_elsewhere(child) or self.is_set_off(child):
            return True
        if token.lower == "in" and any(
            self.tokens[i].lemma in SUMS and i == child + 1 for i in self.syntax.children[child]
        ):
            return True  # "in total"
        if token.start < self.tokens[noun].start:
            lasts = token.lemma in _LASTING and self.own.intersection(self.syntax.children[child])
            idle = token.lower in _VAGUE or self._is_degree(child, noun)
            return bool(lasts) or token.dep in _BEFORE or idle
        if token.dep == "conj" and self._unbracketed.intersection(self.syntax.subtrees[child]):
            return True  # "boats and a further 33 small boats"
        if token.dep == "conj" and self._is_other_thing(child, noun):
            return True  # "boats and the harbour"
        if token.dep == "conj":
            own = any(noun < i < child for i in self.own)  # "boats (14) and vans (3)"
            return own or token.pos in VERBS or self._verb_between(noun, child)
        if token.dep in ("relcl", "acl") and self._tells_of_figures(child):
            return True
        return token.dep in _BESIDE or (token.dep in ("punct", "case") and token.lower in MARKS)

    def _tells_of_figures(self, clause: int) -> bool:
        """Whether a clause behind a noun gives a figure, without which it breaks off: "of which
        four leak", "which cost £7"."""
        words = [self.tokens[i].lower for i in self.syntax.subtrees[clause]]
        parts = any(pair in (("of", "which"), ("of", "whom")) for pair in pairwise(words))
        if self.tokens[clause].dep == "relcl" and parts:
            return True
        if self.tokens[clause].dep == "relcl":
            values = {self.tokens[i].head for i in self.own | self._unbracketed}
            given = values | {self.tokens[i].head for i in values}
            return clause in given and self.tokens[clause].lemma == "be"
        bracketed = right_before(_OPENED, self.text, self.number.start, _NEAR_BRACKET) is not None
        own = self.own.intersection(self.syntax.subtrees[clause])
        running = self.tokens[clause].lower.endswith("ing")
        own |= self._summed_in(clause)
        return bool(own) and not bracketed and running and not self._says_more(clause)

    def _summed_in(self, clause: int) -> set[int]:
        """The figures that a clause gives as so much of something: "a gain of 12 boats"."""
        below = self._unbracketed.intersection(self.syntax.subtrees[clause])
        counted = {up for i in below for up in (i, self.tokens[i].head)}
        given = (i for i in counted if self.tokens[i].dep == "pobj")
        return {i for i in given if self.tokens[self.tokens[i].head].lower == "of"}

    def _is_other_thing(self, joined: int, noun: int) -> bool:
        """Whether what "and" joins to a counted noun has an article, and so is not counted."""
        counts = self.number.unit is None and any(self.tokens[i].head == noun for i in self.own)
        counts = counts and self.tokens[noun].dep not in SUBJECTS
        articles = (self.tokens[i].lower for i in self.syntax.children[joined])
        return counts and any(word in ("the", "a", "an", "its") for word in articles)

    def _says_more(self, verb: int) -> bool:
        """Whether a verb with a figure behind it says something else first: "becoming subject to
        plans" of "becoming subject to plans from 20%"."""
        before = (i for i in self.syntax.children[verb] if i < min(self.own))
        said = (i for i in before if self.tokens[i].dep in ("acomp", "dobj", "attr", "oprd"))
        alone = (i for i in said if self.tokens[i].lemma not in SUMS)
        return any(not self.others.intersection(self.syntax.subtrees[i]) for i in alone)

    def _is_degree(self, at: int, noun: int) -> bool:
        """Whether an adjective says how large a quantity is: "highest" of "highest proportion"."""
        quantity = self.tokens[noun].lemma in nouns().quantities
        return quantity and self.tokens[at].lower in _DEGREES

    def is_elsewhere(self, at: int, *, limited: bool = False) -> bool:
        """Whether a subtree is about another figure, or says when; `limited` where figures may say
        which ones are meant."""
        if at in self.own:
            return True
        near = {at, *(i for i in self.syntax.children[at] if self.tokens[i].dep != "conj")}
        if self.tokens[at].dep in ("prep", "advmod"):
            near.update(
                i
                for child in self.syntax.children[at]
                for i in self.syntax.children[child]
                if self.tokens[i].dep != "conj"
            )
        token = self.tokens[at]
        limited &= token.dep != "prep" or token.lower not in _TURNING
        about = self.others - self.limits if limited else self.others - self._having
        if near & self._unbracketed & about or at in about:
            return True
        if self.tokens[at].dep == "prep" and self.own.intersection(self.syntax.subtrees[at]):
            return True
        return self.tokens[at].dep in ("prep", "npadvmod", "advmod", "nmod", "nummod") and any(
            i in self.when
            for i in (at, *(c for c in self.syntax.children[at] if self._is_named_by(c, at)))
        )

    def _is_named_by(self, child: int, link: int) -> bool:
        """Whether a word is what a link leads to, and no "now" before it: "now at sea"."""
        return self.tokens[child].dep != "advmod" or self.tokens[link].dep != "prep"

    def is_set_off(self, at: int) -> bool:
        """Whether punctuation separates a subtree from what it depends on; the comma behind an
        aside is none between "did" and its verb."""
        if self.tokens[at].dep in ("aux", "auxpass", "neg"):
            return False
        first = self.syntax.subtrees[at][0]
        if first == self.syntax.subtrees[self.tokens[at].head][0] and at < self.tokens[at].head:
            return self.tokens[at].lower in MARKS
        if self.tokens[at].dep == "punct":
            return self.tokens[at].lower in MARKS
        inside = self.tokens[first + 1].lower if first + 1 < len(self.tokens) else ""
        opens = self.tokens[first].lower in ("(", "[") and inside not in _EXCEPT
        if self.tokens[at].dep in _NARROWING and self.tokens[first].lower not in _COMPARING:
            first = self._before_figures_in_bracket(first)
        return opens or (first > 0 and self.tokens[first - 1].lower in MARKS)

    def _before_figures_in_bracket(self, first: int) -> int:
        """Where a bracket opens that ends right before a word and only gives figures: "(25%)" of
        "boats (25%) lying in the bay", which sets nothing off."""
        at = first - 1
        if at < 0 or self.tokens[at].lower != ")":
            return first
        while at > 0 and self.tokens[at].lower != "(":
            at -= 1
        inside = set(range(at + 1, first - 1))
        given = inside & (self.own | self.others)
        few = given and len(inside - given) <= _FEW_BESIDE
        return at if few else first

    def is_passive(self, verb: int) -> bool:
        return any(self.tokens[i].dep == "auxpass" for i in self.syntax.children[verb])
