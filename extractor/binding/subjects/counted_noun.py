"""The noun that a number is at, or whose part it is: "boats" of "12 boats", "9% of boats", "12 out
of the 13 boats" and "two leaking boats sank"."""

from __future__ import annotations

from extractor.binding.subjects.clause_around import ClauseAround
from extractor.binding.subjects.clause_phrases import NounPhrase, names_people
from extractor.binding.subjects.other_figures import MONEY
from extractor.binding.subjects.phrase_words import NOUNS, SUBJECTS, SUMS, VERBS, word_set
from extractor.regex import regex
from extractor.rulebook.words import nouns

_OUT_OF = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:out )?of (?:a total of |(?:all |just |only )?"
    r"(?:(?:the|these|those|its|our|their) )?)?"
)
_OF_THOSE = regex(r"%?\s*(?:\([^()]*\)\s*)?of those\b")
_AT_NOUN = frozenset({"nummod", "amod", "compound", "nmod", "det", "quantmod", "poss", "appos"})
_KIND = regex(r"%?\s(?P<kind>[A-Z][a-z]+(?:[ /-][A-Z][a-z]+){0,3})\b")
_NO_WHOLE = word_set(
    "average mean median number proportion percentage rate share range figure few target"
)
_DOING = ("ment", "ation", "ition", "etion", "uction", "ulsion", "ship")
"""How nouns end that say what is done: "the secondment of two wardens"."""
_SHORT = 3  # words of a noun that such a word is told with
_SIGN = 3  # letters of a word that is a unit: "dpa"
_BRACKET_OF = regex(r"%?\s?\([^()]{1,40}\)\s+of\b")


class CountedNoun(ClauseAround):
    """Reads which noun a number belongs to."""

    def top(self) -> int:
        """The token that stands for the number: what has "of …" behind it, else the first."""
        tops = [i for i in sorted(self.own) if self.tokens[i].head not in self.own]
        worded = self.number.text[:1].isalpha() or self.number.unit in MONEY
        inner = sorted(self.own) if worded else []  # "one-third of", "£2m of"
        with_base = (
            i
            for i in (*tops, *inner)
            if any(self.tokens[j].lower == "of" for j in self.syntax.children[i])
        )
        return next(with_base, tops[0] if tops else min(self.own))

    def points_back(self, noun: int) -> bool:
        """Whether a noun is one said before ("these boats"): not "those boats that sank"."""
        first = {self.tokens[i].lower for i in self.syntax.children[noun]}
        narrowing = {self.tokens[i].dep for i in self.syntax.subtrees[noun] if i > noun}
        said = not first.isdisjoint(("these", "those", "this", "such"))
        return said and narrowing.isdisjoint(("relcl", "acl", "prep"))

    def noun_at(self, top: int) -> int | None:
        """The noun that the number is at, or whose share it is."""
        tokens = self.tokens
        head = tokens[top].head
        named = self.is_noun(head) and tokens[head].pos != "ADJ"
        named |= self.is_noun(head) and tokens[head].dep not in ("attr", "acomp")  # "is the lowest"
        if tokens[top].dep in _AT_NOUN and head != top and named:
            while self._describes(head) and self.is_noun(tokens[head].head):
                head = tokens[head].head
            return head
        if tokens[top].pos in NOUNS and top not in self.own:
            return top
        for at in sorted(self.own - {top}):  # "one in five boats"
            head = tokens[at].head
            if tokens[at].dep == "nummod" and head > max(self.own) and self.is_noun(head):
                return head
        links_to = ("of", "among", "amongst") if self.number.unit == "percent" else ("of",)
        links = list(self.syntax.children[top])
        links += [i for link in links if tokens[link].lower == "out"
                  for i in self.syntax.children[link]]  # fmt: skip
        for child in links:
            if tokens[child].lower in links_to and tokens[child].start >= self.number.end:
                for base in self.syntax.children[child]:
                    if self.is_noun(base) and base not in self.others:
                        return self._whose(base)
        found = self._behind_bracket() or self._behind_base() or self._right_behind()
        return found or self._those_behind()

    def _those_behind(self) -> int | None:
        """The "those" of "50% of those aged 18-34", where the parser hangs it elsewhere."""
        found = _OF_THOSE.match(self.text, self.number.end)
        at = (i for i, t in enumerate(self.tokens) if found is not None and t.end == found.end())
        return next((i for i in at if self.is_noun(i)), None)

    def _describes(self, at: int) -> bool:
        """Whether a noun only describes the one behind it: "oars" of "oars and ropes stores"."""
        token = self.tokens[at]
        joined = any(self.tokens[i].dep == "cc" for i in self.syntax.children[at])
        done = self.tokens[min(at + 1, len(self.tokens) - 1)]  # "grant funded posts"
        done_by = done.dep == "amod" and done.pos == "VERB" and done.head == token.head
        owns = any(self.tokens[i].dep == "case" for i in self.syntax.children[at])
        pair = token.dep == "nmod" and (joined or done_by or owns) and at < token.head
        between = range(at + 1, token.head)  # "agency social workers"
        run = [self.tokens[i].dep in ("amod", "compound") for i in between]
        pair |= token.dep == "nmod" and bool(run) and all(run)
        return token.dep in ("poss", "compound") or pair

    def _whose(self, noun: int) -> int:
        """The noun behind one with "’s" that the parser took for the end of the phrase: "reports"
        of "half of keepers’ reports"."""
        mark = noun + 1
        while mark < len(self.tokens) and self.tokens[mark].dep == "fixed":
            mark += 1
        ahead = mark < len(self.tokens) and self.tokens[mark].dep == "case"
        behind = self._last_of_run(mark + 1) if ahead else None
        return noun if behind is None else behind

    def _behind_base(self) -> int | None:
        """The noun after the number of all of which the figure is a part: "12 out of the 13 boats",
        which the parser may join to the verb."""
        found = _OUT_OF.match(self.text, self.number.end)
        if found is None:
            return None
        at = next((i for i, t in enumerate(self.tokens) if t.start == found.end()), None)
        if at is None or self.tokens[at].pos != "NUM" or self.tokens[at].dep != "nummod":
            return None
        noun = self.tokens[at].head
        apart = any(t.pos in ("ADP", "PUNCT") for t in self.tokens[at:noun])
        return noun if noun > at and not apart and self.is_noun(noun) else None

    def _behind_bracket(self) -> int | None:
        """The noun after a bracket that parts a share from it: "89% (17 of 19) of otters"."""
        found = _BRACKET_OF.match(self.text, self.number.end)
        if found is None:
            return None
        links = [i for i, t in enumerate(self.tokens) if t.end == found.end()]
        nouns_there = [i for link in links for i in self.syntax.children[link] if self.is_noun(i)]
        return next(iter(nouns_there), None)

    def _right_behind(self) -> int | None:
        """The noun right behind a number, with what describes it, before a verb: "boats" of "two
        leaking boats sank", which the parser may take apart."""
        if self.number.unit == "percent" and " in " not in self.number.text:
            return None
        return self._last_of_run(max(self.own) + 1)

    def _last_of_run(self, at: int) -> int | None:
        """The last noun of a run of nouns with what describes them, where a verb follows."""
        last = None
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.pos in NOUNS and self.is_noun(at) and not self.is_unit(at):
                last = at
            elif token.pos != "ADJ" and token.dep not in ("amod", "compound"):
                break
            at += 1
        follows = at < len(self.tokens) and self.tokens[at].pos in VERBS
        if last is None or last != at - 1 or not follows:
            return None
        return self.tokens[last].head if self.tokens[last].dep == "fixed" else last

    def base(self, noun: int) -> str:
        """The words of the noun counted; not those that "and" joins to the number before it."""
        kept = self.whole(self.kept_with(noun) | self.behind_part(noun))
        first = min(self.own)
        before = [i for i in kept if i < first]
        joined = any(self.tokens[i].dep == "cc" for i in range(min(before, default=first), first))
        if self.number.unit == "percent" or noun < first or not joined:
            return self.joined(kept)
        return self.joined({i for i in kept if i > first})

    def so_many(self, noun: int, base: str) -> str:
        """What there are so many of with the word for how they are taken together: "stock of boats"
        of "a stock of 230 boats"; "" for a sum or a part of them."""
        link = self.tokens[noun].head
        whole = self.tokens[link].head
        bare = self.number.unit is None and self.tokens[noun].dep == "pobj"
        done = self.tokens[whole].lower.endswith(_DOING) and len(base.split()) <= _SHORT
        bare &= base.isalpha() or done
        if not bare or self.tokens[link].lower != "of" or not self.is_noun(whole):
            return ""
        token, article = self.tokens[whole], self.syntax.subtrees[whole][0]
        no_sum = token.lemma not in SUMS | _NO_WHOLE and not self.is_part(whole)
        if not no_sum or self.is_unit(whole) or token.lemma in nouns().changes:
            return ""
        done |= self.tokens[article].lower in ("a", "an")
        if token.lower != token.lemma or not done:
            return ""
        first = article + (self.tokens[article].pos == "DET")
        said = self.text[self.tokens[first].start : self.tokens[link].start].rstrip()
        return said if len(base) <= _SIGN else f"{said} of {base}"

    def shares_noun(self) -> NounPhrase | None:
        """What a number with an adjective counts whose noun comes with the next one: "small boats"
        of "six small and 12 large boats"."""
        kind = max(self.own) + 1
        run = self.tokens[kind : kind + 5]
        if len(run) < len(["kind", "and", "12", "other", "noun"]) or kind + 2 not in self.others:
            return None
        noun, other = kind + 4, kind + 3
        linked = run[1].dep == "cc" and self.number.unit is None
        kinds = self.tokens[other].dep == "amod" and self.tokens[other].head == noun
        bare = run[0].pos == "ADJ" or (run[0].pos == "NOUN" and not self._is_several(kind))
        if not (linked and kinds and bare and self.is_noun(noun)):
            return None
        at = noun if self.tokens[noun].dep != "conj" else self.tokens[noun].head
        words = self.joined({i for i in self.kept_with(noun) if i >= noun})
        predicate, finite = "", False
        if self.tokens[at].dep in SUBJECTS:
            predicate, finite = self.predicate(self.tokens[at].head, at)
        return NounPhrase(f"{run[0].lower} {words}", predicate, False, finite, self.is_person(noun))

    def _is_several(self, at: int) -> bool:
        """Whether a noun is in the plural, or names people ("staff")."""
        token = self.tokens[at]
        return token.lower != token.lemma or names_people(token.norm)

    def is_narrowed(self, noun: int) -> bool:
        """Whether something behind a noun says which ones: "parents of twins"."""
        behind = (i for i in self.syntax.children[noun] if i > noun and not self._left_out(i, noun))
        return any(self.tokens[i].dep in ("prep", "acl", "relcl") for i in behind)

    def kind_behind(self) -> str:
        """The name of a group right behind its share: "Black African" of "the largest groups are
        3.1% Black African"."""
        if self.number.unit != "percent":
            return ""
        found = _KIND.match(self.text, self.number.end)
        return found["kind"] if found is not None else ""
