"""Numbers that are only the base of another figure: "six of the 54 reviews", "186 / 300"."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import NUMBER, SPAN, exclusion

BASES = (
    exclusion(
        "base",
        rf"{NUMBER}(?: ?%)?(?: [a-z]+){{0,2}}? \(?out of (?:a total of |a possible |the "
        r"|all |our )*"
        rf"(?P<n>{NUMBER})",
        "Eight out of «twenty-three» pupils",
        "out of ",
        at_number=True,
    ),
    exclusion(
        "base",
        rf"{NUMBER}(?:(?: \([^()]*\))? of (?:the|our|these|those"
        rf"|all) (?P<n>{NUMBER})(?! (?:most|main"
        rf"|key)|[- ]?{SPAN}))",
        "six of the «54» reviews",
        " of ",
        at_number=True,
    ),
    exclusion(
        "base",
        # Of three and more numbers with slashes between them none is a base.
        rf"(?<!/)(?<!/ ){NUMBER} ?/ ?(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,5}})"
        r"(?![0-9/]|,[0-9]| ?/ ?[0-9])",
        "186 / «300» reviews",
        "/",
        at_number=True,
    ),
    exclusion(
        "group size",
        rf"groups of (?P<n>{NUMBER})(?= [a-z]|[.,;)]|$)(?! (?:child|young|people))",
        "24 sibling groups of «two», and",
        "groups of",
    ),
)
