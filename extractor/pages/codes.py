"""The Unicode characters of a page as they are printed, fetched all at once.

Apart from `charmap.py`, so that text files are read without numpy.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractor.pages.charmap import INVISIBLE, LIGATURES, PRINTED_AS, SUPERSCRIPTS

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

BLANK, UNSEEN, ODD, DIGIT = 1, 2, 4, 8
# What each character is, by its code; those above are letters like any other.
_KINDS = np.zeros(0xFFFF, np.uint8)
_KINDS[[c for c in range(0x3001) if chr(c).isspace() and c not in PRINTED_AS]] |= BLANK
_KINDS[[ord(c) for c in INVISIBLE]] |= UNSEEN
_KINDS[[ord(c) for c in (*INVISIBLE, *LIGATURES, *SUPERSCRIPTS)]] |= ODD
_KINDS[ord("0") : ord("9") + 1] |= DIGIT
_PRINTED = np.arange(0x10000, dtype=np.uint32)
_PRINTED[list(PRINTED_AS)] = [ord(c) for c in PRINTED_AS.values()]


def printed(codes: Codes) -> tuple[Codes, Kinds]:
    """What characters are printed as, and the kind of each."""
    plain = _PRINTED[codes & 0xFFFF]
    plain = plain if codes.max() <= 0xFFFF else np.where(codes > 0xFFFF, codes, plain)
    return plain, _KINDS[np.minimum(plain, len(_KINDS) - 1)]
