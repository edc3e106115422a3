"""What somebody does to what a figure counts, as words behind its noun: "services commissioned" of
"the council commissions two services", "parents offered advice" of "advice was offered to 26
parents"; and who has the share of something that a verb says."""

from __future__ import annotations

from extractor.binding.subjects.clause_phrases import (
    ClausePhrases,
    NounPhrase,
    names_people,
)
from extractor.binding.subjects.other_figures import MONEY
from extractor.binding.subjects.phrase_words import SUBJECTS, word_set
from extractor.binding.subjects.quantities_before import RELATIVE
from extractor.regex import regex
from extractor.rulebook.words import nouns
from extractor.tokens import sentence_words

_MEETING = frozenset({"work", "speak", "engage", "meet", "consult", "talk"})
GIVING = frozenset({"offer", "provide", "give", "deliver", "award", "grant"})
_SHARING = frozenset({"account", "represent", "comprise", "constitute", "form"})
_EQUALLING = {
    "be": "", "equal": "", "equate": "to", "amount": "to", "stand": "at", "come": "to",
    "remain": "at", "stay": "at", "estimate": "at",
}  # fmt: skip
_FUNDING = word_set(
    """allocate approve award borrow budget commit contribute dedicate donate earmark give grant
    hold invest offer pay provide raise receive recover save secure set spend transfer"""
)
_INCLUDING = word_set(
    "include comprise contain deliver achieve generate identify realise produce make"
)
_WHITHER = ("prep", "dative")
_EACH = frozenset({"per"})
_NO_AIM = frozenset({"as", "compared", "against", "than"})
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_OWN = ("their ", "its ", "his ", "her ")
_SUMS = frozenset({"cost"})  # a quantity that can be a share of another
_LONGEST_WHO = 90  # characters of those who have a share
_IRREGULAR = {
    "run": "run", "hold": "held", "make": "made", "give": "given", "take": "taken", "keep": "kept",
    "spend": "spent", "send": "sent", "buy": "bought", "build": "built", "teach": "taught",
    "find": "found", "meet": "met", "lead": "led", "see": "seen", "lose": "lost", "sell": "sold",
    "pay": "paid", "win": "won", "set": "set", "get": "got", "put": "put", "cut": "cut",
    "let": "let", "speak": "spoken", "bring": "brought", "choose": "chosen", "write": "written",
    "know": "known", "show": "shown", "throw": "thrown", "break": "broken", "say": "said",
    "think": "thought", "understand": "understood", "catch": "caught", "hear": "heard",
    "wear": "worn", "eat": "eaten", "do": "done", "have": "had", "feel": "felt", "read": "read",
    "draw": "drawn", "drive": "driven", "grow": "grown", "leave": "left", "tell": "told",
}  # fmt: skip
_OF = regex(r"\s*%?\s*(?:\([^()]*\)\s*)?of\b")
_LEFT_BEHIND = regex(r"(?: living)? in$")
_KEPT_STRESS = ("commit", "admit", "permit", "submit", "refer", "plan", "stop", "drop", "transfer")


def participle(lemma: str) -> str:
    """The past participle of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] * lemma.endswith(_KEPT_STRESS) + "ed"


class ActedOn(ClausePhrases):
    """Reads what the verb above a figure does to what it counts."""

    def done_to(self, place: int, *, bare: bool, narrowed: bool) -> str:
        """What is done to those counted, by a verb of which they are the object; in the present
        only where their noun is a single word (`bare`), and with them only where nothing behind it
        says which ones (`narrowed`)."""
        token = self.tokens[place]
        verb = self.tokens[token.head]
        if token.dep == "dobj" and verb.pos == "VERB":
            if verb.lemma in self.words.light_verbs or verb.lemma in self.words.verbs:
                return ""
            if verb.lower.endswith("ed"):
                return verb.lower
            return participle(verb.lemma) if bare and self._is_present(token.head) else ""
        if token.dep == "pobj" and not narrowed and self.number.unit != "percent":
            return self._with_whom(token.head, person=self.is_person(place))
        return ""

    def _is_present(self, verb: int) -> bool:
        """Whether a verb says what somebody does now: "commissions", "we commission"."""
        token = self.tokens[verb]
        if token.lemma not in _IRREGULAR and len(token.lemma) < len("fund"):
            return False
        roles = {self.tokens[i].dep for i in self.syntax.children[verb]}
        if "nsubj" not in roles or not roles.isdisjoint(("aux", "auxpass", "neg")):
            return False
        return token.lower in (token.lemma, token.lemma + "s", token.lemma + "es")

    def _with_whom(self, link: int, *, person: bool) -> str:
        """What was done with those whom "with" or "to" names: "worked with", "offered advice"."""
        by, tokens = self.tokens[link].lower, self.tokens
        verb = self.tokens[link].head
        children = self.syntax.children[verb]
        if any(tokens[i].lower in self.words.modal or tokens[i].dep == "neg" for i in children):
            return ""
        if by in ("with", "to") and tokens[verb].lemma in _MEETING and tokens[verb].pos == "VERB":
            lemma, printed = tokens[verb].lemma, tokens[verb].lower
            past = printed not in (lemma, lemma + "s") and not printed.endswith("ing")
            able = tokens[tokens[verb].head].lower == "able"
            return f"{participle(lemma)} {by}" if past or able else ""
        passive = next((i for i in children if tokens[i].dep == "nsubjpass"), None)
        if by != "to" or tokens[verb].lemma not in GIVING or passive is None:
            return ""
        if tokens[verb].lemma == "deliver" and not person:
            return ""  # "sugar was delivered to four sites"
        what = self._in_running_text(passive) if self.is_noun(passive) else ""
        return f"{participle(tokens[verb].lemma)} {what}" if what else ""

    def shared(self, place: int, base: str) -> str:
        """The base of a share with those who have it: "visits accounted for by boys" of "boys
        account for 9% of visits", "time lost by crews" of "crews lost 9% of their time"."""
        if self.number.unit != "percent":
            return ""
        token = self.tokens[place]
        verb = self.tokens[token.head].head if token.dep == "pobj" else token.head
        link = self.tokens[token.head].lower if token.dep == "pobj" else ""
        lemma = self.tokens[verb].lemma
        if base.split()[-1] in nouns().changes | nouns().quantities | {"total"}:
            return ""
        base = _LEFT_BEHIND.sub("", base)
        who = self._who(verb)
        if who and self._equals(token.dep, lemma, link) and not base.startswith(_OWN):
            said = {word.norm for word in sentence_words(who)}
            of_itself = {word.norm for word in sentence_words(base)[:1]}
            if said.isdisjoint(nouns().quantities - _SUMS | nouns().changes | of_itself):
                return f"{who} as a share of {base}"
        if not who or (token.dep != "dobj" and link != "for"):
            return ""
        parts = {self.tokens[i].lower for i in self.syntax.children[verb]}
        sharing = lemma in _SHARING or (lemma == "make" and "up" in parts)
        if sharing and (lemma == "account") == (link == "for"):
            return f"{base} accounted for by {who}"
        own = next((len(word) for word in _OWN if base.startswith(word)), 0)
        past = self.tokens[verb].lower in (participle(lemma), lemma, lemma + "s")
        if (
            not own
            or link
            or not past
            or lemma in self.words.light_verbs
            or lemma in ("have", "be")
        ):
            return ""
        by = "" if sentence_words(who)[-1].norm in self.words.bodies else f" by {who}"
        return f"{base[own:]} {participle(lemma)}{by}"

    def _equals(self, dep: str, lemma: str, link: str) -> bool:
        """Whether a verb says that one thing is a share of another: "fees were 9% of pay"."""
        named = dep in ("attr", "dobj", "pobj") and _EQUALLING.get(lemma) == link
        return named and _OF.match(self.text, self.number.end) is not None

    def money(self, place: int) -> NounPhrase | None:
        """What a sum is that somebody gives or takes: "money spent on boats" of "the council spent
        £4m on boats", "money received by the crew" of "the crew received £4m"."""
        token = self.tokens[place]
        verb = self.tokens[token.head]
        taken = token.dep == "dobj" or token.lower == "in"  # "in the region of £4m"
        if self.number.unit not in MONEY or not taken:
            return None
        if verb.lemma in _INCLUDING:
            return self._included()
        if verb.lower == "costing":
            return self._cost_of_each(token.head)
        if verb.lemma not in _FUNDING:
            return None
        children = self.syntax.children[token.head]
        beside = [i for i in children if self.tokens[i].dep in _WHITHER and i > max(self.own)]
        inside = [i for at in {place, *self.own} for i in self.syntax.children[at]
                  if self.tokens[i].dep == "prep" and i > max(self.own)]  # fmt: skip
        behind: set[int] = set()
        for child in (*beside, *inside):
            alone = not self.is_set_off(child) and not self.is_elsewhere(child)
            if alone and self.tokens[child].lower not in _NO_AIM:
                behind.update(self.within(child))
        each = all(self.tokens[i].lower in _EACH for i in behind if self.tokens[i].dep == "prep")
        aside = " aside" if any(self.tokens[i].lower == "aside" for i in children) else ""
        who, said = self._who(token.head), self.joined(behind)
        if each and who:  # "received £64 per head" says not what it is for
            passive = any(self.tokens[i].dep in ("nsubjpass", "auxpass") for i in children)
            said = f"{said} {'to' if passive else 'by'} {who}".strip()
        return NounPhrase("money", f"{participle(verb.lemma)}{aside} {said}") if said else None

    def _included(self) -> NounPhrase | None:
        """What a sum is that a larger one includes: "frost grant" of "includes £2m in frost
        grant"."""
        for link in (i for at in self.own for i in self.syntax.children[at] if i > max(self.own)):
            base = next((i for i in self.syntax.children[link] if self.is_noun(i)), None)
            wanted = self.tokens[link].lower in ("in", "of", "from") and base is not None
            if wanted and base is not None and not self.is_elsewhere(link):
                return NounPhrase(self.noun(base))
        return None

    def _cost_of_each(self, verb: int) -> NounPhrase | None:
        """What each of something costs: "cost per talk" of "100 talks costing £7 per talk"."""
        for link in (i for at in (verb, *self.own) for i in self.syntax.children[at]):
            if self.tokens[link].lower == "per" and link > max(self.own):
                return NounPhrase("cost", self.joined(self.within(link)))
        return None

    def _who(self, verb: int) -> str:
        """The subject of a verb, in words; "" where it is a pronoun or of another figure."""
        tokens = self.tokens
        at = next((i for i in self.syntax.children[verb] if tokens[i].dep in SUBJECTS), None)
        if at is None and tokens[verb].dep in ("xcomp", "conj"):  # "is forecast to remain at"
            verb = tokens[verb].head
            at = self.subject(verb)
        relative = at is not None and tokens[at].lower in RELATIVE
        if relative or (at is None and tokens[verb].dep == "acl"):
            at = tokens[verb].head if tokens[verb].dep in ("relcl", "acl") else None
        if at is None or at in self.own or at in self.others or not self.is_noun(at):
            return ""
        if any(tokens[i].lower in _POINTING for i in self.syntax.children[at]):
            return ""
        inside = set(self.syntax.subtrees[verb]) if tokens[verb].head == at else set()
        if self.others.intersection(self.syntax.subtrees[at]) - inside:
            return ""
        words = self.kept_with(at) - inside
        who = self._uncapitalised(self.joined(words), min(words, default=at))
        return who if len(who) <= _LONGEST_WHO else ""

    def _in_running_text(self, noun: int) -> str:
        return self._uncapitalised(self.noun(noun), min(self.kept_with(noun)))

    def _uncapitalised(self, words: str, first: int) -> str:
        """Words without the capital letter that a sentence begins with."""
        token = self.tokens[first]
        named = token.pos == "PROPN" and not names_people(token.norm)
        plain = not named and self.text.startswith(words) and words[1:2].islower()
        return words[:1].lower() + words[1:] if plain else words
