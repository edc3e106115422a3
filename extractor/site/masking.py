"""E-mail addresses and telephone numbers in texts, covered unless contacts are published.

A letter is replaced by one letter, so that offsets into a text stay right.
"""

from __future__ import annotations

import re

COVER = "•"

CONTACTS = re.compile(
    r"""
    [\w.+-]{1,64} @ [\w-]{1,63} (?: \. [\w-]{1,63} ){1,6}
    # A British telephone number: its first nought, or +44; in groups, or ten or eleven digits.
  | (?<! [\w.,£/-] )
    (?: (?: \+44 [ \xa0]? (?: \(0\) [ \xa0]? )? | \(?0 ) [1-9] \d{1,4} \)?
        [ \xa0-] \d{3,4} [ \xa0-]? \d{3,4}
      | \+44 [1-9] \d{8,9}
      | 0 [1-9] \d{8,9} )
    (?! [\w%/] )
    """,
    re.VERBOSE,
)


def covered(text: str) -> str:
    """The text with every letter of a contact detail covered."""
    if "@" not in text and "0" not in text and "+44" not in text:
        return text
    return CONTACTS.sub(lambda found: COVER * len(found.group()), text)
