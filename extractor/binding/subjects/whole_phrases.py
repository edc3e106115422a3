"""Phrases to their end: where what the parser gave breaks off, they go on as the sentence does.

The parser loses the object of a verb, the second of two verbs and the far end of "between … and"
where a second number begins a statement of its own ("Seven crews have passed two tests and a
further 20 are at sea"). A phrase that ends where it cannot end is read on up to the next mark,
figure or verb.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.binding.subjects.phrase_words import MARKS, NOUNS, SUBJECTS, SUMS, VERBS, word_set
from extractor.binding.subjects.printed_words import PrintedWords

_DANGLING = frozenset({"ADP", "SCONJ", "DET"})
_NAMING = (*NOUNS, "ADJ", "DET", "PRON", "NUM")
_ATTRIBUTES = word_set("amod compound nmod poss pobj dobj")
_APART = word_set("while whilst whereas although though because but which who than if so")
_JOINING = ("or", "and", "but")
_BEFORE_NUMBER = word_set("a another further only just some about around over nearly almost the")
_BOUNDS = word_set("more less fewer")
_RELATIVE = word_set("where when who that which whose")
_NOT_FINITE = word_set("be been being having")
_MORE_NOUNS = 2  # nouns between a phrase and the verb of the next statement
_LONGEST = 16  # words by which a phrase is read on
_LONGEST_GAP = 8  # words that are missing within a phrase
_FORMS = ("ing", "ed")


class WholePhrases(PrintedWords):
    """Reads the phrases of a figure to their end."""

    _until: int | None = None

    def noun(self, at: int) -> str:
        """A noun with what narrows it: no article, no number, nothing that is set off."""
        counted = self.counted(at)
        return self.joined(self.whole(self.kept_with(counted) | self.behind_part(counted)))

    def whole(self, kept: set[int]) -> set[int]:
        """The tokens of a phrase with those that it cannot do without."""
        own = {i for i in kept if i not in self.own and i < self.until()}
        if not own:
            return kept
        own = self._up_to_figure(self._without_next_subject(own | self._gaps(own)))
        own = self._through_figure(own)
        last = max(own)
        while self.tokens[last].dep == "cc" and self.tokens[last - 1].lower != "/" and len(own) > 1:
            own.remove(last)
            last = max(own)
        if last + 1 >= self.until() or not self._goes_on(last, own):
            return own
        return self._through_figure(own | self._read_on(last + 1))

    def _through_figure(self, kept: set[int]) -> set[int]:
        """Words that break off before a figure which sums them up or bounds them, told to their
        end: "placed in groups" of "placed in a total of 15 groups", "losses of more than 20%"."""
        last = max(kept)
        said = (self.tokens[last].lemma, *(t.lower for t in self.tokens[last + 1 : last + 2]))
        figure = [i for i in range(last + 2, min(last + 5, len(self.tokens))) if i in self.others]
        if not figure or (said[1] != "than" and (said[0] not in SUMS or said[1] != "of")):
            return kept
        end = max(figure)
        noun = self.tokens[end].head
        named = end < noun <= end + _MORE_NOUNS and self.tokens[noun].pos in NOUNS
        while named and noun + 1 < len(self.tokens) and self.tokens[noun + 1].pos in NOUNS:
            noun += 1
        if said[1] == "than":
            bounds = self.tokens[last].lower in _BOUNDS
            return kept | set(range(last + 1, (noun if named else end) + 1)) if bounds else kept
        article = {last - 1} if self.tokens[last - 1].pos == "DET" else set()
        return (kept - {last} - article) | set(range(end + 1, noun + 1)) if named else kept

    def _without_next_subject(self, kept: set[int]) -> set[int]:
        """Words without those behind "and" of which the next verb tells: "rowed to Ely" of "rowed
        to Ely and the wardens have left"."""
        last = max(kept)
        verb = last + 1
        while verb < self.until() and self.tokens[verb].pos in NOUNS and verb <= last + _MORE_NOUNS:
            verb += 1
        joint = max((i for i in kept if self.tokens[i].dep == "cc"), default=last)
        if verb >= self.until() or self.tokens[verb].pos != "AUX" or joint == last:
            return kept
        main = self.helped_by(verb)
        subject = self.subject(main)
        if subject is not None and joint < subject < verb:
            return {i for i in kept if i < joint} or kept
        named = self.tokens[joint + 1].pos in ("DET", "PRON")
        if verb > last + 1:
            return kept
        told = any(i < joint and self.tokens[i].pos in VERBS for i in kept)
        if not named or not told or (subject in kept and subject is not None and subject < joint):
            return kept
        return {i for i in kept if i < joint} or kept

    def helped_by(self, helper: int) -> int:
        """The verb that a helping one belongs to."""
        token = self.tokens[helper]
        return token.head if token.dep in ("aux", "auxpass") else helper

    def _up_to_figure(self, kept: set[int]) -> set[int]:
        """Words without those behind another figure that parts them: "a dock" of "a dock with 34
        berths as well as for ferries"; a figure in a bracket parts nothing."""
        for low, high in pairwise(sorted(kept)):
            gap = range(low + 1, high)
            figures = [i for i in gap if i in self._unbracketed and i not in self.limits]
            marks = {self.tokens[i].lower for i in gap}
            describing = self.tokens[low].pos == "ADJ" and self.tokens[low].head > low
            if (
                figures
                and not describing
                and not (marks & {"(", ")"} and "," not in marks)
                and low > max(self.own, default=-1)
            ):
                return {i for i in kept if i <= low}
        return kept

    def until(self) -> int:
        """Where the next statement begins: "and" of "… and 20 are at sea"; else the end."""
        if self._until is None:
            begins = (i for i in sorted(self.others) if i > max(self.own, default=-1))
            joints = (self._joint_before(i) for i in begins if self._is_subject_of_verb(i))
            self._until = next((i for i in joints if i is not None), len(self.tokens))
        return self._until

    def own_statement(self) -> tuple[str, bool]:
        """What is said of those counted, where a verb comes right behind their number, which "and"
        joins to another statement, and the parser lost it: "have passed two tests"; and whether
        that is finite."""
        at = self._last_of_part()
        helper = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if self.number.unit is not None or helper is None or helper.pos != "AUX":
            return "", False
        lost = self.tokens[at].head == at + 1 and helper.dep in ("aux", "auxpass")
        if at > max(self.own):
            below = self.syntax.children[self.helped_by(at + 1)]
            lost = not any(self.tokens[i].dep in SUBJECTS and i <= at for i in below)
        if not lost or self._joint_before_own() is None or helper.lower in self.words.modal:
            return "", False
        words = {at + 1, *self._read_on(at + 2)}
        if len(words) == 1:
            return "", False
        finite = helper.lemma != "be"
        return self.joined(words if finite else words - {at + 1}), finite

    def noun_of_part(self) -> str:
        """The noun of those whose part a number is: "boats" of "21 of these boats"."""
        last = self._last_of_part()
        if last <= max(self.own) + len(["of", "these"]):
            return ""
        return self.text[self.tokens[last].start : self.tokens[last].end]

    def _last_of_part(self) -> int:
        """The last word of a number with those whose part it is: "21 of these boats"."""
        at = max(self.own)
        following = [t.lower for t in self.tokens[at + 1 : at + 3]]
        if following[:1] != ["of"] or following[1:] not in (["these"], ["those"], ["them"]):
            return at
        noun = at + 3
        named = noun < len(self.tokens) and self.tokens[noun].pos in NOUNS
        return noun if named else at + 2

    def _joint_before_own(self) -> int | None:
        at = min(self.own) - 1
        while at > 0 and self.tokens[at].lower in _BEFORE_NUMBER:
            at -= 1
        return at if at > 0 and (self._joins(at) or self.tokens[at].lower in MARKS) else None

    def _joint_before(self, number: int) -> int | None:
        """The "and" or the mark that stands before a number, with "a further" between."""
        at = number - 1
        while at > 0 and self.tokens[at].lower in _BEFORE_NUMBER:
            at -= 1
        joint = at > max(self.own, default=-1) and (
            self.tokens[at].lower in MARKS or self._joins(at)
        )
        return at if joint else None

    def _joins(self, at: int) -> bool:
        return self.tokens[at].dep == "cc" or self.tokens[at].lower in ("while", "whilst")

    def _is_subject_of_verb(self, number: int) -> bool:
        """Whether a verb comes right behind a number, which begins a statement."""
        after = number + 1
        return after < len(self.tokens) and self.tokens[after].pos == "AUX"

    def _goes_on(self, last: int, kept: set[int]) -> bool:
        """Whether a phrase cannot end with the word `last`."""
        token, behind = self.tokens[last], self.tokens[last + 1]
        if self._is_other(last + 1) or behind.lower in MARKS or self._states_at(last + 1):
            return False
        if token.dep == "cc":
            return True  # of "and/or"
        if token.lower == "/" or (token.pos in _DANGLING and token.dep not in ("prt", "fixed")):
            return not token.inside
        if self._lacks_noun(last) or self._stops_before_object(last) or self._once_more(last, kept):
            return True
        return self._lacks_other_end(kept)

    def _lacks_noun(self, last: int) -> bool:
        """Whether a word that describes a noun stands at the end without it."""
        token, behind = self.tokens[last], self.tokens[last + 1]
        describing = token.pos == "ADJ" and token.dep in _ATTRIBUTES
        done = behind.pos == "VERB" and behind.lower.endswith("ed")
        return describing and (behind.pos in NOUNS or (done and self._is_named_at(last + 2)))

    def _is_named_at(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].pos in NOUNS

    def _stops_before_object(self, last: int) -> bool:
        """Whether a verb that acts stands at the end, right before what it acts on."""
        token, behind = self.tokens[last], self.tokens[last + 1]
        if token.pos != "VERB" or behind.pos not in _NAMING or self.is_passive(last):
            return False
        helped = any(self.tokens[i].dep == "aux" for i in self.syntax.children[last])
        done = token.lower.endswith(("ed", "en")) and not helped
        return not done or token.dep in ("ROOT", "relcl")

    def _once_more(self, last: int, kept: set[int]) -> bool:
        """Whether a second verb in the form of the one before is joined to the end: "afford to rent
        or buy huts", "who have left but are not at sea"."""
        if self.tokens[last + 1].lower not in _JOINING:
            return False
        at = self._behind_joint(last + 1)
        verbs = [i for i in kept if self.tokens[i].pos in VERBS and self.tokens[i].dep != "fixed"]
        if (
            not verbs
            or at >= len(self.tokens)
            or self._unbracketed.intersection(self.syntax.subtrees[at])
        ):
            return False
        token, before = self.tokens[at], max(verbs)
        if token.pos == "AUX":
            alone = self.subject(at) is None and self.subject(token.head) in (None, *kept)
            stated = any(
                self.tokens[i].pos == "AUX" or self.tokens[i].dep == "relcl" for i in verbs
            )
            return stated and alone and token.lower not in self.words.modal
        return (
            token.pos == "VERB"
            and self.subject(at) is None
            and self._form(at) == self._form(before)
        )

    def _behind_joint(self, joint: int) -> int:
        """The first word behind "and" that is no adverb."""
        at = joint + 1
        while at < len(self.tokens) and self.tokens[at].pos == "ADV":
            at += 1
        return at

    def _form(self, verb: int) -> str:
        token = self.tokens[verb]
        if token.lower == token.lemma:
            return "plain"
        return next((form for form in _FORMS if token.lower.endswith(form)), token.lower)

    def _lacks_other_end(self, kept: set[int]) -> bool:
        """Whether a phrase holds "between" without the "and" that belongs to it."""
        at = max((i for i in kept if self.tokens[i].lower == "between"), default=None)
        return at is not None and not any(self.tokens[i].lower == "and" for i in kept if i > at)

    def _read_on(self, first: int) -> set[int]:
        """The words from one on up to the next mark, figure or statement; none if that is far."""
        found: list[int] = []
        joined = self._behind_joint(first) if self.tokens[first].dep == "cc" else first
        for at in range(first, self.until()):
            token = self.tokens[at]
            if self._is_other(at):
                found = self._without_joint(found)
                break
            if token.lower in MARKS or (token.lower in _APART and at > first):
                break
            if at > joined and self._states_at(at):
                opens = self._opens_statement(at)
                found = [i for i in found if i < opens or opens < first]
                break
            found.append(at)
            if len(found) > _LONGEST:
                return set()
        while found and self._cannot_end(found[-1]):
            found.pop()
        return set(found)

    def _without_joint(self, found: list[int]) -> list[int]:
        """Words before a figure, without "and" and what stands between it and the figure."""
        joint = max((i for i in found if self.tokens[i].dep == "cc"), default=None)
        return found if joint is None else [i for i in found if i < joint]

    def _states_at(self, at: int) -> bool:
        """Whether a word is the verb of a statement, or opens one."""
        token = self.tokens[at]
        if token.pos == "AUX":
            finite = token.lower not in _NOT_FINITE
            return finite and self.tokens[at - 1].lower != "to"
        plain = token.lower == token.lemma and self.tokens[at - 1].lower != "to"
        return token.pos == "VERB" and (self.subject(at) is not None or plain)

    def _opens_statement(self, verb: int) -> int:
        """Where the statement of a verb begins: with its subject."""
        main = self.tokens[verb].head if self.tokens[verb].pos == "AUX" else verb
        said = (s for s in (self.subject(verb), self.subject(main)) if s is not None and s < verb)
        subject = next(said, None)
        return verb if subject is None else min(self.syntax.subtrees[subject][0], verb)

    def _cannot_end(self, at: int) -> bool:
        token = self.tokens[at]
        idle = token.pos in (*_DANGLING, "CCONJ", "AUX", "PART", "ADV", "PRON")
        return (idle or token.lower in _BEFORE_NUMBER) and not token.inside

    def _is_other(self, at: int) -> bool:
        return at in self.own or at in self.others or at in self.when

    def _gaps(self, kept: set[int]) -> set[int]:
        """What was left out between words of a phrase though it holds the verb of those behind it:
        "when they were" of "arrived when they were aged 5"."""
        found, chosen = set[int](), sorted(kept)
        for low, high in pairwise(chosen):
            gap = range(low + 1, high)
            verbal = any(self.tokens[i].pos == "VERB" for i in gap)
            linking = all(self.tokens[i].lower in _RELATIVE for i in gap)
            if not 0 < len(gap) <= _LONGEST_GAP or not (verbal or linking):
                continue
            if not any(self._is_other(i) or self.tokens[i].lower in MARKS for i in gap):
                found.update(gap)
        return found
