"""The characters of a text page: where each stands, its font, and the runs that they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from extractor.pages import handles
from extractor.pages.glyphs import INVISIBLE, LIGATURES, PRINTED_AS, SUPERSCRIPTS
from extractor.pages.handles import Floats, Pointer
from extractor.pages.view import View

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

# A gap wider than this share of the height of its letters parts two words.
WORD_GAP = 0.45
# Painted again within this share of the height: the same letter, printed twice to look bold.
SAME_PLACE = 0.12
# A page is turned where so many letters at least, and this share of them, run sideways.
ENOUGH_LETTERS, MOSTLY = 40, 0.7
# Slope above which writing counts as sideways.
SIDEWAYS = 0.3

BLANK, UNSEEN, ODD, DIGIT = 1, 2, 4, 8
# What each character is, by its code; those above are letters like any other.
_KINDS = np.zeros(0xFFFF, np.uint8)
_KINDS[[c for c in range(0x3001) if chr(c).isspace()]] |= BLANK
_KINDS[[ord(c) for c in INVISIBLE]] |= UNSEEN
_KINDS[[ord(c) for c in (*INVISIBLE, *LIGATURES, *SUPERSCRIPTS)]] |= ODD
_KINDS[ord("0") : ord("9") + 1] |= DIGIT
_PRINTED = np.arange(0x10000, dtype=np.uint32)
_PRINTED[list(PRINTED_AS)] = [ord(c) for c in PRINTED_AS.values()]


@dataclass(frozen=True, slots=True)
class Fonts:
    """Size, text matrix and boldness of some letters."""

    sizes: Floats
    matrices: Floats
    bold: Flags

    @classmethod
    def of(cls, text: Pointer, indexes: Ints) -> Fonts:
        """The fonts of the letters at `indexes`; each text object is asked but once."""
        objects = np.array(handles.text_objects(text, indexes.tolist()), np.int64)
        if not objects.all():  # letters of no object, each for itself
            objects = np.where(objects == 0, -1 - indexes, objects)
        each, first, back = np.unique(objects, return_index=True, return_inverse=True)
        asked = indexes[first].tolist()
        matrix = handles.matrices(text, asked)
        scale = np.hypot(matrix[:, 2], matrix[:, 3])
        sizes = handles.font_sizes(text, asked) * np.where(scale > 0, scale, 1.0)
        bold = np.array(handles.bold([max(one, 0) for one in each.tolist()]), bool)
        return cls(sizes[back], matrix[back], bold[back])


@dataclass(frozen=True, slots=True)
class Shapes:
    """Size, baseline, uprightness and boldness of some letters, as seen."""

    sizes: Floats
    baselines: Floats
    upright: Flags
    bold: Flags


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text page with their advance boxes as seen.

    `starts` and `ends` are those of the runs that white space and wide gaps part, `fonts`
    belong to the first letters of the runs; `dropped` letters are not to be read.
    """

    text: Pointer
    chars: str
    kinds: Kinds
    loose: Floats
    dropped: Flags
    view: View
    starts: Ints
    ends: Ints
    fonts: Fonts

    @classmethod
    def of(cls, page: pdfium.PdfTextPage, view: View) -> Letters | None:
        """The letters of a page; None where it has none.

        The view is turned where most of the text stands sideways.
        """
        text = handles.pointer(page.raw)
        count = page.count_chars()
        if count <= 0:
            return None
        codes = np.frombuffer(handles.code_points(text, count).encode("utf-32-le"), np.uint32)
        codes = np.where(codes < len(_PRINTED), _PRINTED[codes & 0xFFFF], codes)
        chars = codes.tobytes().decode("utf-32-le")
        kinds = _KINDS[np.minimum(codes, len(_KINDS) - 1)]
        word = (kinds & BLANK) == 0
        starts, ends = _runs(word)
        if not len(starts):
            return None
        fonts = Fonts.of(text, starts)
        if count >= ENOUGH_LETTERS:
            view = view.turned(_turn(view, fonts.matrices, ends - starts))
        loose = view.boxes(handles.loose_boxes(text, count))
        parted, dropped = _gaps(codes, kinds, loose)
        if parted.any():
            starts, ends = _runs(word, parted)
            fonts = Fonts.of(text, starts)
        return cls(text, chars, kinds, loose, dropped, view, starts, ends, fonts)

    def shapes(self, indexes: Ints, fonts: Fonts) -> Shapes:
        """The shapes of the letters at `indexes`, which have these fonts."""
        origin = handles.origins(self.text, indexes.tolist())
        dx, dy = self.view.directions(fonts.matrices)
        _, baselines = self.view.points(origin[:, 0], origin[:, 1])
        upright = (dx > 0) & (np.abs(dy) <= SIDEWAYS * dx)
        return Shapes(fonts.sizes, baselines, upright, fonts.bold)

    def any_of(self, flags: Flags) -> Flags:
        """For each run whether any of its letters is flagged."""
        sums = np.concatenate([[0], np.cumsum(flags)])
        return np.asarray(sums[self.ends] > sums[self.starts])

    def uneven(self) -> Flags:
        """Runs whose letters change height or stand, or of which some are to be dropped."""
        top, bottom = self.loose[:, 1], self.loose[:, 3]
        differs = np.zeros(len(top), bool)
        differs[1:] = (np.abs(np.diff(top)) > 0.3) | (np.abs(np.diff(bottom)) > 0.3)
        differs |= self.dropped
        sums = np.concatenate([[0], np.cumsum(differs)])
        # A change at the first letter is one against the word before.
        own = sums[self.ends] - sums[self.starts]
        own -= differs[self.starts] & ~self.dropped[self.starts]
        return np.asarray(own > 0)


def _runs(word: Flags, parted: Flags | None = None) -> tuple[Ints, Ints]:
    """Where runs of letters start and end; they end before blanks and where `parted` says."""
    first, last = word.copy(), word.copy()
    between = ~(word[:-1] & word[1:])
    if parted is not None:
        between |= parted
    first[1:] &= between
    last[:-1] &= between
    return np.flatnonzero(first), np.flatnonzero(last) + 1


def _turn(view: View, matrices: Floats, weights: Ints) -> int:
    """Quarter turns clockwise after which most of the letters stand upright."""
    dx, dy = view.directions(matrices)
    across, down = np.abs(dx), np.abs(dy)
    sides = (dx > down, -dy > across, -dx > down, dy > across)
    letters = [int(weights[side].sum()) for side in sides]
    known = int(weights[across + down > 0].sum())
    turn = letters.index(max(letters))
    return turn if letters[turn] > MOSTLY * max(1, known) else 0


def _gaps(codes: Codes, kinds: Kinds, loose: Floats) -> tuple[Flags, Flags]:
    """Between which letters a word ends though no space stands there, and letters to drop."""
    left, top, right, bottom = np.ascontiguousarray(loose.T)
    height = bottom - top
    size = np.maximum(np.maximum(height[:-1], height[1:]), 0.1)
    drop = np.abs(top[1:] - top[:-1])
    step = np.abs(left[1:] - left[:-1])
    far = (left[1:] - right[:-1] > WORD_GAP * size) & (drop < size)
    # A word divided by a hyphen goes on in the next line without any character between.
    back = (drop > 0.7 * size) & (step > 2 * size)
    # Short figures that stand one under another in a cell: "12" above "9" is not 129.
    digit = ((kinds & DIGIT) != 0) & (height > right - left)
    stacked = (drop > 0.9 * size) & (left[1:] < right[:-1]) & digit[1:] & digit[:-1]
    same = SAME_PLACE * size
    dropped = (kinds & UNSEEN) != 0
    dropped[1:] |= (
        (codes[1:] == codes[:-1]) & (step < same) & (drop < same) & (kinds[1:] & BLANK == 0)
    )
    word = (kinds & BLANK) == 0
    return (far | back | stacked) & word[1:] & word[:-1], dropped
