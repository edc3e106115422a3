"""What a verb says of its subject, as words behind the noun: "placed abroad" of "children were
placed abroad", "in work" of "are in work"."""

from __future__ import annotations

from itertools import takewhile

from extractor.binding.subjects.phrase_words import (
    MARKS,
    NO_PART,
    NOUNS,
    SUBJECTS,
    VERBS,
    word_set,
)
from extractor.binding.subjects.whole_phrases import WholePhrases

_SAYING = word_set("say report feel think agree believe state tell")
_ANSWERING = word_set("respond indicate describe")  # what a share of those asked does
_SHOWING = word_set("show suggest reveal mean make demonstrate indicate imply")  # what figures do
_SHOWN_AS = word_set("show see find leave have")  # with a noun and its participle behind it
MORE = word_set("higher lower greater larger smaller better worse")
_MOST_ALSO = 14  # words of a second verb that is told too
_NEAR_AGAIN = 3  # words from a verb to the same verb
_REPORTING = word_set("ROOT conj ccomp advcl")
_SAID_WITH = word_set("that whether")
_WITHOUT_DOUBT = word_set("will shall can must")
"""Modal verbs beside those of the rules, which say that something might be."""


class Predicates(WholePhrases):
    """Reads the verb that a figure's noun is the subject of."""

    def predicate(self, verb: int, subject: int) -> tuple[str, bool]:
        """What a verb says about its subject, and whether it is finite: "placed abroad" of
        "children were placed abroad", "in work" of "are in work"."""
        tokens = self.tokens
        passive = self.is_passive(verb)
        modals = self.words.modal | _WITHOUT_DOUBT
        modal = any(tokens[i].lower in modals for i in self.syntax.children[verb])
        copula = tokens[verb].lemma == "be"
        running = any(
            tokens[i].lower.endswith("ing") and tokens[i].lower != "being"
            for i in (verb, *self.syntax.children[verb])
            if i == verb or tokens[i].dep == "aux"
        )
        kept: set[int] = set() if copula else {verb}
        attribute = False
        for child in self.syntax.children[verb]:
            token = tokens[child]
            if token.dep == "ccomp" and child > verb and self._says(verb, child):
                content = self.within(child, limited=True)
                if not content & (self.others - self.limits):
                    kept.update(content)
                continue
            if self._again(child, verb):
                kept.update({verb + 1}, self.within(child))  # "agreed or fully agreed"
            aim = token.dep == "advcl" and self.syntax.subtrees[child][0] == verb + 1
            if aim and tokens[verb + 1].lower == "to" and not self.is_elsewhere(child):
                kept.update(self.within(child))  # "helped to chair their talks"
                continue
            hyphened = token.lower.endswith("ing") and self.text[token.start - 1] == "-"
            if child == subject or (token.dep in NO_PART and not hyphened):
                continue
            if token.dep == "npadvmod" and child in self.with_ages(self.kept_with(subject)):
                continue  # "under the age of 18 years live"
            if token.dep in SUBJECTS or token.dep in ("conj", "expl"):
                continue
            if token.dep == "agent" and self._names_body(child):
                continue
            helps = token.dep in ("aux", "auxpass") and token.lemma in ("be", "have")
            if (
                helps
                and (passive or running or copula)
                and not modal
                and token.lower not in ("being", "having")
            ):
                continue
            if token.dep == "dobj" and self._is_threshold(child):
                said = self.syntax.subtrees[child]
                kept.update(takewhile(lambda i: tokens[i].lower not in MARKS, said))
                continue
            limited = not copula and self._is_whole(child)
            if self.is_set_off(child) or self.is_elsewhere(child, limited=limited):
                continue
            if token.dep == "advmod" and token.start < tokens[subject].start:
                continue
            if token.dep == "prep" and token.start < tokens[subject].start:
                continue
            if copula and token.dep == "acomp" and (self.compares(child) or token.lower in MORE):
                continue  # "is higher than in the region" says nothing about what is counted
            attribute |= token.dep in ("attr", "acomp")
            kept.update(self.within(child, limited=limited))
        if copula and attribute:
            helpers = {i for i in self.syntax.children[verb] if tokens[i].dep == "aux"}
            return self.joined(self.whole(kept | helpers | {verb})), True
        if copula and modal and kept - set(self.syntax.children[verb]):
            helpers = {i for i in self.syntax.children[verb] if tokens[i].dep == "aux"}
            return self.joined(self.whole(kept | helpers | {verb})), True
        if copula:
            return self.joined(self.whole(kept)), False
        if self._breaks_off(kept) or self._is_emptied(verb, kept):
            return "", False
        kept = self.whole(kept)
        lemma = tokens[verb].lemma
        if kept == {verb} and (lemma in self.words.light_verbs or lemma in self.words.verbs):
            return "", False
        denied = verb > 0 and tokens[verb - 1].lower.endswith(("n't", "n’t"))
        if denied:
            kept.add(verb - 1)  # "didn't", which the parser takes for a noun
        helped = any(tokens[i].dep == "aux" for i in self.syntax.children[verb])
        spoken = tokens[verb].lower.endswith("en") and lemma != tokens[verb].lower and not helped
        verbal = tokens[verb].pos in VERBS or self.reports(verb)
        timeless = spoken or tokens[verb].dep == "acl" or not verbal
        bare = kept == {verb} and tokens[verb].dep in ("conj", "advcl")  # "and 45 leaks mended"
        timeless |= self._is_participle(verb) or (bare and tokens[verb].lower.endswith("ed"))
        finite = modal or denied or not (passive or running or timeless)
        return self.joined(kept | self._also_done(verb, kept) if finite else kept), finite

    def _also_done(self, verb: int, kept: set[int]) -> set[int]:
        """What the same do besides: "and are now at sea" of "left the bay and are now at sea"."""
        within = [i for i in self.syntax.children[verb] if self.tokens[i].dep == "xcomp"]
        for child in (i for up in (verb, *within) for i in self.syntax.children[up]):
            token, below = self.tokens[child], self.syntax.subtrees[child]
            plain = token.dep == "conj" and token.pos in VERBS and self.subject(child) is None
            helped = self.tokens[below[0]].pos == "AUX"
            joint = below[0] - 2 in kept and (helped or token.head == verb)
            if not plain or not joint or self.tokens[below[0] - 1].lower != "and":
                continue
            marks = any(self.tokens[i].lower in MARKS - {"."} for i in below)
            apart = len(below) > _MOST_ALSO or marks or below[-1] - below[0] + 1 != len(below)
            running = token.lower.endswith("ing") or token.lower == token.lemma
            figures = (self.others | self.own).intersection(below)
            if (helped or not running) and not apart and not figures:
                return {below[0] - 1, *(i for i in below if i not in self.when)}
        return set()

    def _breaks_off(self, kept: set[int]) -> bool:
        """Whether words end in a preposition whose noun the parser gave to another verb: "noted
        recently for" of "two leaks noted recently for repair work led to talks"."""
        last = max(kept)
        behind = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        link = self.tokens[last].pos == "ADP" and not self.syntax.children[last]
        if not link or behind is None or last + 1 in self.own or last + 1 in self.others:
            return False
        return behind.pos in (*NOUNS, "ADJ", "DET") and last + 1 not in self.when

    def _is_emptied(self, verb: int, kept: set[int]) -> bool:
        """Whether nothing is left of what a verb says, because its object is of another figure:
        "one warden would have six crews"."""
        children = self.syntax.children[verb]
        bare = all(i == verb or self.tokens[i].dep in ("aux", "advmod", "neg") for i in kept)
        objects = [i for i in children if self.tokens[i].dep == "dobj"]
        objects = [i for i in objects if self.tokens[self.syntax.subtrees[i][0] - 1].lower != "("]
        return bare and any(i not in kept and self.is_elsewhere(i) for i in objects)

    def _is_participle(self, verb: int) -> bool:
        """Whether a verb in "-ed" is a participle: "mended" of "with 12 boats mended", "the chart
        shows 12 boats moored in the bay"."""
        while self.tokens[verb].dep == "conj":
            verb = self.tokens[verb].head
        token = self.tokens[verb]
        head = self.tokens[token.head]
        children = [self.tokens[i] for i in self.syntax.children[verb]]
        if any(t.dep in ("aux", "auxpass", "mark") for t in children):
            return False
        with_it = token.dep == "pcomp" and head.lower == "with"
        return with_it or (token.dep == "ccomp" and head.lemma in _SHOWN_AS)

    def helped(self, verb: int) -> int:
        """The verb that a helping one belongs to, which the parser may give the subject."""
        token = self.tokens[verb]
        return token.head if token.dep in ("aux", "auxpass") and token.head > verb else verb

    def _again(self, child: int, verb: int) -> bool:
        """Whether a verb is said once more of the same: "agreed or strongly agreed that …"."""
        token, said = self.tokens[child], self.tokens[verb]
        near = 0 < child - verb <= _NEAR_AGAIN and self.tokens[verb + 1].dep == "cc"
        again = token.dep == "conj" and token.lemma == said.lemma and said.lemma != "be"
        return again and near and self.subject(child) is None

    def _says(self, verb: int, content: int) -> bool:
        """Whether a verb tells what those counted say or had done ("had it recorded")."""
        lemma = self.tokens[verb].lemma
        marked = any(self.tokens[i].lower in _SAID_WITH for i in self.syntax.children[content])
        if lemma == "have" or (marked and lemma not in _SHOWING):
            return True
        return lemma in _SAYING or (lemma in _ANSWERING and self.number.unit == "percent")

    def reports(self, at: int) -> bool:
        """Whether a word that was taken for a noun is a verb of which a clause hangs: "report" of
        "why 85% of crews report that the tide is low"."""
        token = self.tokens[at]
        told = any(self.tokens[i].dep == "ccomp" for i in self.syntax.children[at] if i > at)
        return token.pos == "NOUN" and token.dep in _REPORTING and told

    def _is_whole(self, at: int) -> bool:
        """Whether all words of a subtree are kept with the figures that say which ones are meant:
        not of "have 3, 4 or 5 rooms"."""
        kept = self.within(at, limited=True)
        return max(kept) - min(kept) + 1 == len(kept)

    def _is_threshold(self, at: int) -> bool:
        """Whether an object says from where on those are counted: "lost more than 10%"."""
        said = [self.tokens[i].lower for i in self.syntax.subtrees[at]]
        return said[0] in ("more", "less", "fewer", "at") and said[1:2] in (["than"], ["least"])

    def compares(self, at: int) -> bool:
        """Whether an adjective sets two values side by side: "higher than", "similar to"."""
        return any(self.tokens[i].lower == "than" for i in self.syntax.children[at])

    def _names_body(self, agent: int) -> bool:
        """Whether the council is named as the one that acted ("looked after by the local
        authority")."""
        return any(self.tokens[i].norm in self.words.bodies for i in self.syntax.children[agent])
