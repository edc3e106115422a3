"""Numbers written in digits: separators, signs, currency, percent, damaged print, and what
multiplies them ("£1.2m", "£40k"; "two million" is one number word, in `words.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.annotations.model import Direction, Number, Unit
from extractor.months import FULL
from extractor.regex import regex

MULTIPLES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6,
    "bn": 1e9, "billion": 1e9,
}  # fmt: skip

_AFTER_DIGITS = rf"\ ?(?:{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})(?![a-z0-9])"
"""Pattern (verbose) of a multiple behind digits, with the blank before it."""


def _is_multiple(printed: str, digits: str, is_money: bool) -> bool:
    """Whether `printed`, which follows `digits`, multiplies them.

    A bare "m" or "k" multiplies money and decimals; "5m" alone may be metres.
    """
    word = printed.strip()
    if len(word) > 2 or is_money:
        return True
    return printed[0] != " " and (word != "m" or "." in digits)


def _scaled(value: float, printed: str) -> float:
    """The value of "1.2 million": 1200000, not 1199999.9999999998."""
    return round(value * MULTIPLES[printed.strip()], 6)


PERCENT = r"""(?:\ ?%|\ ?per\ ?cent(?![a-z])|\ ?percent(?![a-z]))"""
POINTS = r"""(?:\ ?(?:%|percentage|percent|per\ cent)[-\ ]?p(?:oin)?ts?(?![a-z])|\ ?ppts?(?![a-z])
              |\ ?pp(?![a-z]))"""

# Stands for a space inside a number that is known to be one.
THOUSANDS_GAP = "\x1d"

# What every number below begins with: most letters of a text are passed over at one look.
_PRINTED = regex(
    rf"""
    (?=[-+(£€$.0-9]|minus\ |l[.0-9])
    (?P<sign>(?<![\w)%£.,])[+-]\ ?(?=[£€$])|(?<![\w)%£.,])[+-](?=\.?[0-9])
        |(?<![a-z])minus\ (?=[£€$.0-9]))?
    (?P<outer>\((?=[£€$]\ ?[0-9.,]+\)\ ?(?:million|billion|bn|mn|m|k)(?![a-z])))?
    (?P<currency>[£€$]\ ?)?
    (?P<bracket>\((?=[0-9.,]+\)))?
    (?P<inner>(?<=[£€$])-|(?<=[£€$]\ )-)?
    (?P<digits>
        (?P<dotted>[0-9]+(?:\.[0-9]+){{2,}})
      | (?P<spaced>(?<![0-9.,/-])(?<![0-9]\ )[1-9][0-9]{{0,2}}(?:\ [0-9]{{3}}){{1,2}}
          (?![0-9,]|\ [0-9]))
      | (?P<ocr>(?<![a-z0-9.])l(?=[0-9]*\.?[0-9]+\ ?%)[0-9]*(?:\.[0-9]+)?
          | (?<![0-9a-z.,])[0-9]+[lio][0-9]+(?![0-9a-z.,])
          | (?<![0-9])[0-9]+\ \.[0-9]+(?![0-9])
          | (?:(?<=^)|(?<=[a-z]\ ))[0-9]\ [0-9]\.[0-9]+(?=\ ?%))
      | [0-9]{{1,3}}(?:(?:,(?:\ 000|{THOUSANDS_GAP}?[0-9]{{3}}))+|(?:'[0-9]{{3}})+)(?![0-9])
          (?:\.[0-9]+)?
      | [0-9]+(?:\.[0-9]+)?
      | (?<![\w.])\.[0-9]+(?!\.)
    )
    (?P<half>\ ?[½¼¾⅓⅔])?
    (?(bracket)\))(?(outer)\))
    (?P<multiple>{_AFTER_DIGITS})?
    (?:(?P<points>{POINTS})|(?P<percent>{PERCENT}))?
    """,
    re.VERBOSE,
)
# More digits before the point than any council counts: a reference, or a broken text layer.
MOST_DIGITS = 15
# Nought thousands are the unit of a table: "£000", "(£'000)", "in 000s".
_UNIT_NOTE = "000"
_DIGIT = regex("[0-9]")
_MISREAD = str.maketrans("lio", "110")
_DOTTED_DATE = regex(r"[0-3]?[0-9]\.[01]?[0-9]\.(?:[0-9]{2}){1,2}")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.333, "⅔": 0.667}
_NO_THOUSANDS_AFTER = regex(
    r"(?:section|year|years|aged?|turned|part|page|table|figure|stage|phase|band|tier|level|item"
    rf"|{FULL})\s$"
)


def printed_in_digits(folded: str) -> Iterator[Number]:
    """Every number in digits, in order. `folded` is `fold(text)`."""
    position = 0
    # The rest behind the last digit, often most of a text, is not searched.
    while _DIGIT.search(folded, position) and (match := _PRINTED.search(folded, position)):
        start, end, digits = match.start(), match.end(), match["digits"]
        if match["spaced"] and not _one_number(match):
            first = digits.split(" ", 1)[0]
            position = match.start("digits") + len(first)
            yield Number(match.start("digits"), position, first, float(first))
            continue
        if _names_a_code(match):
            end, tail = match.end("digits"), False
        elif match["multiple"] and not _is_multiple(
            match["multiple"], match["digits"], bool(match["currency"])
        ):
            end, tail = match.start("multiple"), False
        else:
            tail = True
        reason = _no_number(digits)
        if reason is not None:
            position = match.end("digits")
            yield _excluded(match, reason)
            continue
        yield _printed(match, start, end, tail)
        position = max(end, start + 1)


def _no_number(digits: str) -> str | None:
    """Why digits are not number at all, however they are meant."""
    if digits == _UNIT_NOTE:
        return "unit note"
    whole = digits.split(".", 1)[0]
    if len(whole) > MOST_DIGITS and sum(map(str.isdigit, whole)) > MOST_DIGITS:
        return "too many digits"
    return None


def _one_number(match: re.Match[str]) -> bool:
    """Whether "62 100" is one number: only before a noun, and not after "Section". No share is a
    thousand per cent and more: "512 100%" are a number and its share."""
    folded, (start, end) = match.string, match.span("spaced")
    followed = folded[end : end + 2]
    if match["spaced"].endswith(" 000"):
        return True
    noun = len(followed) == 2 and followed[0] == " " and followed[1].isalpha()
    if match["percent"] or match["points"] or not (noun or match["currency"]):
        return False
    return not _NO_THOUSANDS_AFTER.search(folded[max(0, start - 12) : start])


def _names_a_code(match: re.Match[str]) -> bool:
    """ "CLA03 % of children": the sign belongs to what follows."""
    start = match.start()
    return (
        start > 0
        and not match["currency"]
        and match.string[start - 1].isalpha()
        and match.string[match.end("digits") :][:1] == " "
    )


def _value(digits: str) -> float:
    digits = digits.replace(",", "").replace("'", "").replace(" ", "").translate(_MISREAD)
    digits = digits.replace(THOUSANDS_GAP, "")
    return float(digits)


def _printed(match: re.Match[str], start: int, end: int, tail: bool) -> Number:
    if match["dotted"]:
        reason = "date" if _DOTTED_DATE.fullmatch(match["dotted"]) else "reference"
        return _excluded(match, reason)
    value = _value(match["digits"])
    if match["half"]:
        value += _PARTS[match["half"].strip()]
    if tail and match["multiple"]:
        value = _scaled(value, match["multiple"])
    unit = _unit(match, tail)
    sign = (match["sign"] or "").strip()
    if sign == "minus":
        sign = "-"
    elif sign and match["sign"].endswith(" "):
        # "- £5m" prints a minus only where a bracket or a preposition asks for a number
        before = match.string[: match.start()].rstrip()
        start = match.start("currency")
        if not before.endswith(("(", " of", " by", " at", " to", " is")):
            sign = ""
    closed = bool(
        match["outer"] or (match["bracket"] and match["currency"])
    )  # "(£0.3)m", "£(0.3)m"
    negative = sign == "-" or bool(match["inner"]) or closed
    if match["bracket"] and not match["currency"]:
        start, end = match.span("digits")  # a bracketed number: the bracket is not its own
    return Number(
        start,
        end,
        match.string[start:end],
        -value if negative else value,
        unit=unit,
        sure=unit is not None,
        direction=_direction(sign, unit),
    )


def _excluded(match: re.Match[str], reason: str) -> Number:
    """Digits that are no number of anything."""
    return Number(*match.span("digits"), match["digits"], 0.0, excluded=reason)


_CURRENCIES: dict[str, Unit] = {"£": "currency_gbp", "€": "currency_eur", "$": "currency_usd"}


def _unit(match: re.Match[str], tail: bool) -> Unit | None:
    if match["currency"]:
        return _CURRENCIES[match["currency"].strip()]
    if tail and match["points"]:
        return "percentage_points"
    if tail and match["percent"]:
        return "percent"
    return None


def _direction(sign: str, unit: Unit | None) -> Direction | None:
    """A sign before a share or a count says that it changed; before money, which side it is."""
    if not sign or unit in _CURRENCIES.values():
        return None
    return "increase" if sign == "+" else "decrease"
