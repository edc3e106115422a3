"""The name of a share or number that stands right before the bracket which gives it: "percentage of
crews meeting targets" of "a lower percentage of crews meeting targets (9%)"."""

from __future__ import annotations

from extractor.binding.subjects.phrase_words import SUBJECTS, VERBS, word_set
from extractor.binding.subjects.predicates import MORE, Predicates
from extractor.regex import regex, right_before

RELATIVE = frozenset({"which", "who", "whom", "that"})
STAYING = frozenset({"be", "remain", "stay", "seem", "become"})
"""Verbs that say of a quantity how high it is."""
_FOREMOST = word_set("main top chief key leading")
_SHARES = word_set("percentage proportion rate share")
_NUMBERS = frozenset({"number"})
_REMAINING = frozenset({"remain", "stay"})
_SHOWING = frozenset({"have", "report", "record"})
_MORE_THAN = word_set("more less fewer")
_OPENS = regex(r"\(\s*(?:[A-Z]{2,5}: |from (?:about |around )?)?$|: from (?:about |around )?$")
_NEAR_OPENS = 16  # characters before a value in which its bracket opens
_COMPARED_WITH = regex(
    r"^ (?:(?:to|with|against) )?(?:(?:those|that) )?(?:(?:of|in|for) )?(?:the )?"
)
_COMPARING = word_set("compared than being")
_LONGEST_NAME = 24  # words of the name of a share before its bracket


class QuantitiesBefore(Predicates):
    """Reads what the words before a bracket call its figure."""

    def quantity_before(self) -> str:
        """The share or number that a bracket gives, where its name ends right before the bracket:
        "percentage of crews meeting targets" of "a lower percentage of crews meeting targets (9%)".
        """
        wanted = _NUMBERS if self.number.unit is None else _SHARES
        opened = self._ends_at()
        last = next((i for i in range(min(self.own) - 1, 0, -1) if self.tokens[i].end <= opened), 0)
        if self.tokens[last].pos == "VERB" and self.text[opened : opened + 1] == ":":
            last -= 1  # "the number of leaks doubling: from 6 to 12"
        other = ""
        for at in range(last, max(last - _LONGEST_NAME, -1), -1):
            token = self.tokens[at]
            if at in self.others or token.lower in (",", ";", ":", "."):
                return ""
            if token.lemma in _REMAINING:  # "remains high"
                last, other = at - 1, ""
            elif token.pos in VERBS and self._is_statement(at):
                return ""
            elif token.lower in _COMPARING and self.tokens[at - 1].lower not in _MORE_THAN:
                said = self.text[token.end : self.tokens[last].end]
                last, other = at - 1, said if token.lower != "being" else ""
            of = at + 1 < last and self.tokens[at + 1].lower == "of"
            if token.lemma in wanted and of and (self._is_compared(at) or not self.is_part(at)):
                said = self.text[token.start : self.tokens[last].end]
                other = _COMPARED_WITH.sub("", other)
                return f"{said} – {other}" if other else said + self._of_place(at)
        return ""

    def _ends_at(self) -> int:
        """Where the name of a value ends that stands in a bracket or behind a colon; -1 where it
        does neither."""
        found = right_before(_OPENS, self.text, self.number.start, _NEAR_OPENS)
        return found.start() if found is not None else -1

    def _is_statement(self, verb: int) -> bool:
        """Whether a verb states something, and does not only say which ones are meant."""
        helps = self.tokens[verb].dep in ("aux", "auxpass")
        below = self.syntax.children[self.tokens[verb].head if helps else verb]
        said = [self.tokens[i].lower for i in below if self.tokens[i].dep in SUBJECTS]
        if any(word in RELATIVE for word in said):
            return False
        return bool(said) or (self.tokens[verb].pos == "AUX" and not helps)

    def _is_compared(self, noun: int) -> bool:
        """Whether a quantity is said to be more or less: "a lower proportion"."""
        return any(self.tokens[i].lower in MORE for i in self.syntax.children[noun])

    def _of_place(self, quantity: int) -> str:
        """Where a quantity is, where a place is said to have it: " in Ely" of "Ely had a lower
        percentage of …"."""
        verb = self.tokens[quantity].head
        who = self.subject(verb) if self.tokens[verb].lemma in _SHOWING else None
        if who is None or self.tokens[who].pos != "PROPN" or self.tokens[who].dep == "conj":
            return ""
        name = self.noun(who)
        body = any(word.lower() in self.words.bodies for word in name.split())
        return "" if body or not name.istitle() or self.others else f" in {name}"

    def asks_which(self, noun: int) -> bool:
        """Whether a noun is one of several that could be meant: "the most common reason"."""
        if self.tokens[noun].lower != self.tokens[noun].lemma:
            return False
        kinds = [self.tokens[i] for i in self.syntax.subtrees[noun] if i < noun]
        most = any(t.lower == "most" and t.dep == "advmod" for t in kinds)
        return most or any(t.lower in _FOREMOST or t.lower.endswith("est") for t in kinds)
