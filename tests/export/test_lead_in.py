"""What introduces the list in which a figure stands."""

from __future__ import annotations

from extractor.export.lead_in import lead_in

PAGE = """Children looked after in this area
▪ At 31 August 2016, 1,816 children are looked after. Of this number:
− 33 live in children's homes
▪ In the last 12
months:
− there have been 119 adoptions
− 22 children became subjects of special
guardianship orders
"""


def test_it_is_the_last_words_with_a_colon_before_the_quote() -> None:
    assert lead_in(PAGE, "there have been 119 adoptions") == "In the last 12 months:"
    orders = "22 children became subjects of special guardianship orders"
    assert lead_in(PAGE, orders) == "In the last 12 months:"
    assert lead_in(PAGE, "33 live in children's homes") == "Of this number:"


def test_there_is_none_without_a_colon_or_the_quote() -> None:
    assert lead_in(PAGE, "At 31 August 2016, 1,816 children are looked after.") is None
    assert lead_in(PAGE, "No such words") is None
    assert lead_in(None, "there have been 119 adoptions") is None
