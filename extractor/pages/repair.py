"""Figures that recognition damaged: letters in place of digits, a figure torn in two."""

from __future__ import annotations

import re

_LIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "S": "5", "s": "5"})
_LOOKS = "lI|OoSs"
_FIGURE = re.compile(
    rf"(?P<before>[(\[£+~<>-]*)(?P<body>[\d{_LOOKS}](?:[\d{_LOOKS},.]*[\d{_LOOKS}])?)"
    r"(?P<after>%?[)\],.;:]*)"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def repair_figure(word: str) -> str | None:
    """A word with its digits restored ("l0.5%" → "10.5%", "5I2" → "512"), or None.

    None where the word is no damaged figure, and where it might be something else:
    letters are taken for digits only beside digits and where a sign, a decimal point or
    digits on both sides show a figure; what comes out must be a well-formed number.
    """
    match = _FIGURE.fullmatch(word)
    if match is None:
        return None
    body = match["body"]
    letters = [i for i, c in enumerate(body) if c in _LOOKS]
    digits = sum(c.isdigit() for c in body)
    if not letters or not digits or len(letters) > max(digits, 1):
        return None
    signed = "%" in match["after"] or "£" in match["before"] or "." in body or "," in body
    if not signed and not all(_surely_a_digit(body, i) for i in letters):
        return None
    repaired = body.translate(_LIKE)
    if not _NUMBER.fullmatch(repaired):
        return None
    return f"{match['before']}{repaired}{match['after']}"


def _surely_a_digit(body: str, at: int) -> bool:
    """Whether a letter stands between digits, or is an l, I or O at the end of some."""
    before = at > 0 and body[at - 1].isdigit()
    after = at + 1 < len(body) and body[at + 1].isdigit()
    return before and (after or body[at] in "lIO")


def torn(left: str, right: str, gap: float, size: float) -> bool:
    """Whether two words are one figure torn apart ("1" "1.7%", "38" ".4", "88." "2%").

    `gap` is the white space between them and `size` that of the type, in points: a
    space between words is at least a quarter of the size.
    """
    if re.fullmatch(r"[(£]?\d[\d,]*[.,]", left):
        return bool(re.fullmatch(r"\d+%?[),.;]*", right)) and gap < 0.16 * size
    if not re.fullmatch(r"[(£]?\d[\d,]*", left):
        return False
    if re.fullmatch(r"\.\d+%?[),;]?", right) or re.fullmatch(r",\d{3}\b.*", right):
        return gap < 0.6 * size
    return bool(re.fullmatch(r"\d[\d,]*\.?\d*%?[),.;]*", right)) and gap < 0.16 * size


def unreadable(word: str) -> bool:
    """Whether a word is a figure with a stroke on it that may be another digit ("13]", "4!2")."""
    if not re.fullmatch(r"[(£]?\d[\d,.]*[\]}|!{\[]{1,2}\d*%?[.,;:)]?|[\]}|!{]\d[\d,.]*%?", word):
        return False
    return word.count("[") != word.count("]") or bool(re.search(r"[|!{}]", word))
