"""The rules' own examples said differently: with changes that change nothing of the figure, and
with changes after which it is no longer the same measure's.

A change is a function of the sentence that holds the figure, and of the figure; it gives the
sentence as changed, or None where it would not be English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.observation import Observation
from extractor.rulebook.model import Rulebook

Change = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The example of a rule, as the text before the sentence with the figure and that sentence."""

    measure: str
    pattern: str
    before: str
    text: str
    figure: str

    @property
    def whole(self) -> str:
        return self.before + self.text


@dataclass(frozen=True, slots=True)
class Reworded:
    """An example with one change. `kind` names the kind of change, `text` is all of it."""

    sentence: Sentence
    kind: str
    text: str


TITLE = "Performance Report 2018/19"
"""Stands above an example without a title of its own, so that the example is not taken for one."""

_BETWEEN = re.compile(r"(?<=[a-z]\.) +(?=[A-Z0-9])")


def sentences_of(rulebook: Rulebook) -> Iterator[Sentence]:
    """The examples of the rules that are prose: they end in a full stop and have no labels."""
    for pattern in rulebook.patterns.values():
        for example in pattern.source.examples:
            text = example.text.strip()
            if not text.endswith(".") or set(text) & set("\n|:;") or not _VERB.search(text):
                continue
            before = f"{example.title or TITLE}\n\n"
            *ahead, last = _BETWEEN.split(text)
            if _at(last, example.figure) is None:
                continue
            before += "".join(f"{sentence} " for sentence in ahead)
            yield Sentence(pattern.measure, pattern.id, before, last, example.figure)


def _at(text: str, figure: str) -> int | None:
    """Where the figure is in the text; None where it does so more than once."""
    found = [m.start() for m in re.finditer(rf"(?<![\w.,]){re.escape(figure)}(?![\w])", text)]
    return found[0] if len(found) == 1 else None


def reworded(sentence: Sentence, kind: str, change: Change) -> Reworded | None:
    """The sentence with the change; None where the change does not apply."""
    text = change(sentence.text, sentence.figure)
    if text is None or text == sentence.text:
        return None
    return Reworded(sentence, kind, sentence.before + text)


# What changes nothing ----------------------------------------------------------------------

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|stood|made|came|rose|fell|lasted|took|broke|received|cost"
    r"|costs|approved|issued|held|saw|ended|ceased|started|\w+ed|live|attend|know)\b"
)
_NAMES = frozenset({"Ofsted", "Key", "Pupil", "Attainment", "Band", "Level", "Section"})


def _continued(text: str) -> str:
    """The sentence without the capital that it begins with, unless that is a name's."""
    first = text.split(" ", 1)[0]
    if first in _NAMES or not re.fullmatch(r"[A-Z][a-z’'-]*|A", first):
        return text
    return text[0].lower() + text[1:]


def in_front(opening: str) -> Change:
    """Words in front of the sentence ("Members noted that …")."""
    return lambda text, _: opening + _continued(text)


_OPENS_WITH_ADJUNCT = re.compile(
    r"^(?:In|At|As|On|By|During|Over|For|Since|Of|Last|This|Currently|Throughout|Within|Across"
    r"|Altogether|From)\b"
)


def adjunct(opening: str) -> Change:
    """A circumstance in front of a sentence that opens with none."""

    def change(text: str, _: str) -> str | None:
        return None if _OPENS_WITH_ADJUNCT.match(text) else opening + _continued(text)

    return change


def tail(words: str) -> Change:
    """Words after the sentence, set off by a comma."""
    return lambda text, _: f"{text[:-1]}, {words}."


_BE = re.compile(r"\b(?P<be>is|are|was|were)\b(?! (?:not|currently|now|still|no|being)\b)")


def currently(text: str, _: str) -> str | None:
    """ "currently" after the verb."""
    if re.search(r"\b(?:is|are|was|were) not\b|urrently|\bnow\b|at (?:some|any) ", text):
        return None
    return _BE.sub(r"\g<be> currently", text, count=1)


_COUNCIL = re.compile(r"^(?:The council|We|The county|The authority)\b(?! of)")
_HAVE = {"have": "has", "know": "knows", "are": "is"}


def named_council(name: str) -> Change:
    """The name of a council that does not exist in place of "we" or "the council"."""

    def change(text: str, _: str) -> str | None:
        match = _COUNCIL.match(text)
        if match is None:
            return None
        rest = text[match.end() :]
        if match.group() == "We":
            verb, _, behind = rest.strip().partition(" ")
            rest = f" {_HAVE.get(verb, verb)} {behind}"
        return name + rest

    return change


def council_reported(name: str) -> Change:
    """A council that reports it."""
    return lambda text, _: f"{name} reported that {_continued(text)}"


_BELOW_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """A number below a hundred in words."""
    if number < 20:
        return _BELOW_TWENTY.split()[number]
    ten, unit = divmod(number, 10)
    return _TENS[ten - 2] + (f"-{_BELOW_TWENTY.split()[unit]}" if unit else "")


def number_words(text: str, figure: str) -> str | None:
    """The figure in words ("thirty-four adoption orders", "nine per cent")."""
    match = re.fullmatch(r"([1-9][0-9]?)(%?)", figure)
    at = _at(text, figure)
    if match is None or at is None:
        return None
    words = in_words(int(match[1])) + (" per cent" if match[2] else "")
    return text[:at] + (words.capitalize() if at == 0 else words) + text[at + len(figure) :]


_LEADING = re.compile(
    r"^(?P<adjunct>(?:In|At|As at|On|By|During|Over) (?!all\b|total\b|addition\b)[^,]*?"
    r"(?:year|quarter|month|period|\d{4}(?:[/-]\d{2,4})?|March|September|December)),? "
    r"(?P<rest>(?:there|we|the|\d).*)\.$"
)


def other_order(text: str, figure: str) -> str | None:
    """The time from in front at the end of the sentence."""
    match = _LEADING.match(text)
    if match is None or figure in match["adjunct"]:
        return None
    rest = match["rest"]
    return f"{rest[0].upper()}{rest[1:]} {_continued(match['adjunct'])}."


COUNCIL = "Wexmouth County Council"

NEUTRAL: dict[str, tuple[Change, ...]] = {
    "who reports": (
        in_front("Members noted that "),
        in_front("The Director of Children’s Services reported that "),
        in_front("It was explained to the committee that "),
        in_front("The latest data shows that "),
        in_front("Officers confirmed that "),
    ),
    "adjunct in front": (
        adjunct("In the period under review, "),
        adjunct("As in previous reports, "),
        adjunct("Despite the pressures on the service, "),
        adjunct("For the second year running, "),
        adjunct("At the time of writing, "),
    ),
    "tail": (
        tail("broadly in line with expectations"),
        tail("which is a concern"),
        tail("according to the latest figures"),
        tail("as the committee had asked"),
        tail("reflecting the work of the whole service"),
        tail("and this remains a priority"),
    ),
    "currently": (currently,),
    "a named council": (named_council(COUNCIL), council_reported(COUNCIL)),
    "number words": (number_words,),
    "other order": (other_order,),
}


# What makes it another figure --------------------------------------------------------------

_PEOPLE = (
    r"(?:(?:[Ll]ooked[ -]after|[Cc]ared[ -]for) (?:children|young people)"
    r"|(?:children|young people) (?:looked after|in (?:our )?care)|LAC|CLA|[Cc]are[ -]leavers|UASC"
    r"|unaccompanied asylum[ -]seeking children|children|young people)"
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?P<who>{_PEOPLE})(?![\w’'-])(?! (?:numbers|population|and|with)\b)"
)
_LINKED = re.compile(r" (?:of (?:all |the |our )?)?")


def _counted(text: str, figure: str) -> re.Match[str] | None:
    """The people right after the figure, or after "of" for a share."""
    at = _at(text, figure)
    if at is None:
        return None
    behind = at + len(figure)
    match = _COUNTED.search(text, behind)
    if match is None or not _LINKED.fullmatch(text, behind, match.start()):
        return None
    return match


def narrowed(adjective: str) -> Change:
    """An adjective before the people who are counted ("512 disabled looked after children")."""

    def change(text: str, figure: str) -> str | None:
        match = _counted(text, figure)
        if match is None:
            return None
        return f"{text[: match.start()]}{adjective} {text[match.start() :]}"

    return change


def restricted(words: str) -> Change:
    """A restriction after the people who are counted ("512 children in care in the north")."""

    def change(text: str, figure: str) -> str | None:
        match = _counted(text, figure)
        if match is None:
            return None
        return f"{text[: match.end()]} {words}{text[match.end() :]}"

    return change


_STATES = re.compile(r"\b(?P<verb>is|are|was|were|has been|have been|had been)\b")
_DENIES = re.compile(r"\b(?:not|no|No|never|none|None|without)\b")


_MORE_FIGURES = re.compile(r"\band (?:[\d£]|\w+ (?:were|was|former))|\bthat\b|^In these")


def negated(text: str, figure: str) -> str | None:
    """What was, was not."""
    if _MORE_FIGURES.search(text):
        return None
    at = _at(text, figure)
    match = _STATES.search(text)
    if match is None or at is None or text.startswith("There ") or _DENIES.search(text):
        return None
    if re.search(r"\bthere $", text[: match.start()]):
        return None
    first, *rest = match["verb"].split()
    return f"{text[: match.start()]}{' '.join([first, 'not', *rest])}{text[match.end() :]}"


_DID = {
    "had": "have", "attended": "attend", "achieved": "achieve", "received": "receive",
    "ceased": "cease", "started": "start", "entered": "enter", "left": "leave", "came": "come",
    "returned": "return", "moved": "move", "completed": "complete", "reached": "reach",
}  # fmt: skip
_ACTIVE = re.compile(rf"(?P<who>{_PEOPLE}) (?P<verb>{'|'.join(_DID)})\b(?! (?:been|to)\b)")


def did_not(text: str, _: str) -> str | None:
    """What people did, they did not."""
    match = _ACTIVE.search(text)
    if match is None or _DENIES.search(text) or _MORE_FIGURES.search(text):
        return None
    return f"{text[: match.end('who')]} did not {_DID[match['verb']]}{text[match.end() :]}"


def modal(auxiliary: str) -> Change:
    """What is might or should be ("there could have been 512 children in care")."""

    def change(text: str, _: str) -> str | None:
        match = _BE.search(text)
        if match is None or _MORE_FIGURES.search(text) or "forecast" in text:
            return None
        verb = f"{auxiliary} be" if match["be"] in ("is", "are") else f"{auxiliary} have been"
        return f"{text[: match.start()]}{verb}{text[match.end() :]}"

    return change


def other_people(people: str) -> Change:
    """Other people in place of children in care, wherever the sentence names them."""

    def change(text: str, figure: str) -> str | None:
        if _counted(text, figure) is None:
            return None
        return _COUNTED.sub(people, text)

    return change


ALTERING: dict[str, tuple[Change, ...]] = {
    "narrowing": (
        narrowed("disabled"),
        narrowed("sampled"),
        narrowed("interviewed"),
        narrowed("homeless"),
        restricted("in the sample"),
        restricted("in the north of the county"),
        restricted("with a diagnosed condition"),
    ),
    "negating": (negated, did_not),
    "modal": (modal("could"), modal("might"), modal("should"), modal("would")),
    "other people": (
        other_people("adult patients"),
        other_people("pupils of the school"),
        other_people("survey respondents"),
        other_people("council tenants"),
    ),
}

Record = tuple[str | None, tuple[tuple[str, str], ...], float | None, str, str]


def record_of(observation: Observation) -> Record:
    """What a neutral change must leave alone: measure, dimensions, value, unit, kind."""
    return (
        observation.measure, tuple(sorted(dict(observation.dimensions).items())),
        observation.value, observation.unit, observation.kind,
    )  # fmt: skip
