"""Shapes of text that are easy to make long, and were slow to read."""

from __future__ import annotations

PROSE = (
    "On 31 March 2019 there were 517 children in care in Kent, compared with 490 a year before. "
    "The council works with its partners to keep families together wherever that is safe. "
)
WORDS = "the council works with its partners to keep families together where that is safe and well "

SHAPES: dict[str, tuple[str, int]] = {
    # name: (what is repeated, how often at first)
    "digits": ("7", 1000),
    "ones with commas": ("1,", 250),
    "many figures": ("12, ", 60),
    "percentages": (", 6%", 60),
    "from to": ("from 5% to ", 40),
    "and and": ("and 5% and 6% ", 30),
    "section numbers": ("1.1.", 400),
    "fractions": ("1/2", 400),
    "bracketed": ("(5%) ", 100),
    "years": ("2019-20 ", 150),
    "dates": ("31 March 2019 ", 80),
    "slashed dates": ("31/03/2019 ", 100),
    "money": ("£1.2m ", 80),
    "hyphens": ("1-2-3-", 200),
    "number words": ("twenty one ", 150),
    "ordinals": ("21st ", 150),
    "quarters": ("Q1 2019/20 ", 100),
    "prose": (PROSE, 8),
    "prose without full stops": (WORDS, 20),
    "paragraphs": (f"{PROSE}\n\n", 8),
    "lines": (f"{PROSE}\n", 8),
    "list": ("- 517 children in care\n", 60),
    "numbered list": ("1.1 There were 517 children in care.\n\n", 40),
    "headings": ("# CHILDREN IN CARE\n\n", 80),
    "table rows": ("| Kent | 517 | 490 |\n", 40),
    "table columns": ("| 517 ", 80),
    "tabs": ("517\t", 150),
    "spaces": (" " * 50, 100),
    "brackets": ("(", 1000),
    "quotes": ("“", 1000),
    "addresses": ("a@b.c ", 200),
    "at signs": ("@", 1000),
    "telephone numbers": ("01622 694000 ", 120),
    "noughts": ("0 ", 800),
    "full stops": (". ", 800),
    "letters": ("a", 5000),
    "capitals": ("Kent County Council ", 100),
    "areas": ("in Kent ", 150),
    "councils": ("\n\nKent County Council\n\nReport to Cabinet\n\n", 40),
    "accents": ("e\u0301", 1000),
    "line ends": ("\n", 3000),
}
