"""The characters of a text page: where each is, its font, and the runs that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium

from extractor.pages import pdfium_ffi
from extractor.pages.codes import BLANK, DIGIT, ODD, UNSEEN, Codes, Kinds, printed
from extractor.pages.digit_gaps import met_figures, ruled_apart, torn_figures, touching_columns
from extractor.pages.pdfium_ffi import Flags, Floats, Ints, Pointer
from extractor.pages.symbols import printed_signs
from extractor.pages.transform import PageTransform

# A gap wider than this share of the height of its letters separates two words.
WORD_GAP = 0.45
# Painted again within this share of the height: the same letter, printed twice to look bold.
SAME_PLACE = 0.12
# A page is turned where so many letters at least, and this share of them, run sideways.
ENOUGH_LETTERS, MOSTLY = 40, 0.7
# Slope above which writing counts as sideways.
SIDEWAYS = 0.3
# Wider than so many sizes a letter: there may be a gap in a run.
WIDE = 0.7


@dataclass(frozen=True, slots=True)
class Fonts:
    """Size, text matrix, boldness and text object (its address) of some letters."""

    sizes: Floats
    matrices: Floats
    bold: Flags
    objects: Ints

    @classmethod
    def of(cls, text: Pointer, indexes: Ints) -> Fonts:
        """The fonts of the letters at `indexes`; each text object is asked but once."""
        letters = indexes.tolist()
        objects = known = pdfium_ffi.text_objects(text, letters)
        if 0 in objects:  # letters of no object, each for itself
            objects = [one or -1 - letter for one, letter in zip(objects, letters, strict=True)]
        asked = dict(zip(objects, letters, strict=True))
        number = {one: i for i, one in enumerate(asked)}
        back = np.array(list(map(number.__getitem__, objects)), np.int64)
        matrix = pdfium_ffi.matrices(text, list(asked.values()))
        scale = np.hypot(matrix[:, 2], matrix[:, 3])
        sizes = pdfium_ffi.font_sizes(text, list(asked.values())) * np.where(scale > 0, scale, 1.0)
        bold = np.array(pdfium_ffi.bold([max(one, 0) for one in asked]), bool)
        return cls(sizes[back], matrix[back], bold[back], np.array(known, np.int64))

    def with_new(self, old: Ints, new: Ints, fonts: Fonts) -> Fonts:
        """Those at the indexes `old`, with `fonts` at the indexes `new` of the result."""
        sizes, matrices, bold = self.sizes[old], self.matrices[old], self.bold[old]
        objects = self.objects[old]
        sizes[new], matrices[new], bold[new] = fonts.sizes, fonts.matrices, fonts.bold
        objects[new] = fonts.objects
        return Fonts(sizes, matrices, bold, objects)


NO_FONTS = Fonts(np.empty(0), np.empty((0, 6)), np.empty(0, bool), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Shapes:
    """Size, baseline, uprightness and boldness of some letters, as seen."""

    sizes: Floats
    baselines: Floats
    upright: Flags
    bold: Flags


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text page, and the runs that white space and wide gaps part.

    `starts` and `ends` are those of the runs, `fonts` belong to their first letters, `tight`
    are the boxes of their ink as seen (zeros for none). `loose` are advance boxes as seen, of
    the letters of runs with figures and of those that are not set in one piece, else zeros;
    `dropped` letters are not to be read, those `left_out` are in no run.
    """

    text: Pointer
    chars: str
    kinds: Kinds
    loose: Floats
    dropped: Flags
    view: PageTransform
    starts: Ints
    ends: Ints
    fonts: Fonts
    tight: Floats
    left_out: Flags | None = None

    @classmethod
    def of(cls, page: pdfium.PdfTextPage, view: PageTransform) -> Letters | None:
        """The letters of a page; None where it has none.

        The view is turned where most of the text is sideways.
        """
        text = pdfium_ffi.pointer(page.raw)
        count = page.count_chars()
        if count <= 0:
            return None
        raw = np.frombuffer(pdfium_ffi.code_points(text, count).encode("utf-32-le"), np.uint32)
        codes, kinds = printed(raw)
        kinds[torn_figures(text, codes, kinds, view)] = UNSEEN
        word = (kinds & BLANK) == 0
        starts, ends = _runs(word)
        if not len(starts):
            return None
        fonts = Fonts.of(text, starts)
        at, signs = printed_signs(text, raw, starts, ends, fonts.objects)
        if len(at):
            codes, kinds[at] = codes.copy(), 0
            codes[at] = signs
        chars = codes.tobytes().decode("utf-32-le")
        if count >= ENOUGH_LETTERS:
            view = view.turned(_turn(view, fonts.matrices, ends - starts))
        tight, objects = _tight(text, starts, ends, view)
        looked_at = _not_plain(kinds, starts, ends, fonts, tight, objects)
        loose, parted, dropped = _looked_at(text, codes, kinds, looked_at, view)
        letters = cls(text, chars, kinds, loose, dropped, view, starts, ends, fonts, tight)
        return letters.in_runs(*_runs(word, parted)) if parted.any() else letters

    def in_runs(self, starts: Ints, ends: Ints) -> Letters:
        """The letters in other runs, each of them one of these or a part of one."""
        if not len(starts):
            return replace(self, starts=starts, ends=ends, fonts=NO_FONTS, tight=np.empty((0, 4)))
        old = np.minimum(np.searchsorted(self.starts, starts), len(self.starts) - 1)
        new = np.flatnonzero((self.starts[old] != starts) | (self.ends[old] != ends))
        fonts = self.fonts.with_new(old, new, Fonts.of(self.text, starts[new]))
        tight = self.tight[old]
        tight[new] = _tight(self.text, starts[new], ends[new], self.view)[0]
        return replace(self, starts=starts, ends=ends, fonts=fonts, tight=tight)

    def parted_by(self, lines: Floats, strikes: Floats) -> Letters:
        """The letters with runs ended where a drawn line is between two of them."""
        ruled = ruled_apart(self.text, self.loose, lines, strikes)
        return (
            self.in_runs(*_runs(self._inside(), ruled | self._last()[:-1]))
            if (ruled.any())
            else self
        )

    def without(self, unseen: Flags) -> Letters:
        """The letters but for some, which end the runs before them."""
        letters = self.in_runs(*_runs(self._inside() & ~unseen, self._last()[:-1]))
        return replace(letters, left_out=unseen)

    def behind_left_out(self) -> Flags:
        """Which runs have letters that were left out between themselves and the run before."""
        found = np.zeros(len(self.starts), bool)
        if self.left_out is not None and len(found) > 1:
            found[1:] = _any_of(self.left_out, self.ends[:-1], self.starts[1:])
        return found

    def _inside(self) -> Flags:
        """Which letters are in a run."""
        edge = np.zeros(len(self.kinds) + 1, np.int8)
        edge[self.starts] += 1
        edge[self.ends] -= 1
        return np.asarray(np.cumsum(edge[:-1]) > 0)

    def _last(self) -> Flags:
        """Which letters end a run."""
        last = np.zeros(len(self.kinds), bool)
        last[self.ends - 1] = True
        return last

    def shapes(self, indexes: Ints, fonts: Fonts) -> Shapes:
        """The shapes of the letters at `indexes`, which have these fonts."""
        origin = pdfium_ffi.origins(self.text, indexes.tolist())
        dx, dy = self.view.directions(fonts.matrices)
        _, baselines = self.view.points(origin[:, 0], origin[:, 1])
        upright = (dx > 0) & (np.abs(dy) <= SIDEWAYS * dx)
        return Shapes(fonts.sizes, baselines, upright, fonts.bold)

    def unmapped_share(self, limit: int) -> float:
        """The share (0 to 1) of the first runs whose font does not say which letters it has."""
        first = self.starts[:limit].tolist()
        return pdfium_ffi.unmapped(self.text, first) / max(len(first), 1)

    def any_of(self, flags: Flags) -> Flags:
        """For each run whether any of its letters is flagged."""
        return _any_of(flags, self.starts, self.ends)

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


def _turn(view: PageTransform, matrices: Floats, weights: Ints) -> int:
    """Quarter turns clockwise after which most of the letters stand upright."""
    dx, dy = view.directions(matrices)
    across, down = np.abs(dx), np.abs(dy)
    sides = (dx > down, -dy > across, -dx > down, dy > across)
    letters = [int(weights[side].sum()) for side in sides]
    known = int(weights[across + down > 0].sum())
    turn = letters.index(max(letters))
    return turn if letters[turn] > MOSTLY * max(1, known) else 0


def _any_of(flags: Flags, starts: Ints, ends: Ints) -> Flags:
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.asarray(sums[ends] > sums[starts])


def _tight(text: Pointer, starts: Ints, ends: Ints, view: PageTransform) -> tuple[Floats, Ints]:
    """The box of the ink of each run as seen, and of how many text objects it is part."""
    boxes, objects = pdfium_ffi.tight_boxes(text, starts.tolist(), (ends - starts).tolist())
    return view.boxes(boxes), np.array(objects)


def _not_plain(
    kinds: Kinds, starts: Ints, ends: Ints, fonts: Fonts, tight: Floats, objects: Ints
) -> Flags:
    """The letters of runs that have to be looked at letter by letter.

    A run of one text object has one size and baseline; a gap within it, where pdfium gives
    no space, makes it wide.
    """
    lengths = ends - starts
    odd = _any_of((kinds & (UNSEEN | ODD)) != 0, starts, ends) | (objects != 1)
    odd |= _any_of((kinds & DIGIT) != 0, starts, ends) & (lengths > 1)
    width, height = tight[:, 2] - tight[:, 0], tight[:, 3] - tight[:, 1]
    odd |= (width <= 0) | (height <= 0) | (width > WIDE * lengths * fonts.sizes)
    edge = np.zeros(len(kinds) + 1, np.int8)
    edge[starts[odd]] += 1
    edge[ends[odd]] -= 1
    return np.cumsum(edge[:-1]) > 0


def _looked_at(
    text: Pointer, codes: Codes, kinds: Kinds, looked_at: Flags, view: PageTransform
) -> tuple[Floats, Flags, Flags]:
    """The advance boxes of some letters, after which of them a run ends, and those to drop.

    All are of the length of the text, with zeros for the other letters.
    """
    loose = np.zeros((len(codes), 4))
    parted, dropped = np.zeros(len(codes), bool), np.zeros(len(codes), bool)
    indexes = np.flatnonzero(looked_at)
    if len(indexes):
        boxes = view.boxes(pdfium_ffi.loose_boxes(text, indexes.tolist()))
        boxes = _without_holes(boxes, (kinds[indexes] & UNSEEN) != 0)
        loose[indexes] = boxes
        beside = indexes[1:] == indexes[:-1] + 1
        gaps, same = _gaps(codes[indexes], kinds[indexes], boxes)
        gaps |= met_figures(text, indexes, kinds[indexes], boxes)
        gaps |= touching_columns(text, indexes, codes[indexes], boxes)
        parted[indexes[:-1]] = gaps & beside
        again = indexes[1:][same & beside]
        dropped[again] = _painted_again(text, again)
        dropped[indexes] |= (kinds[indexes] & UNSEEN) != 0
    return loose, parted[:-1], dropped


def _without_holes(boxes: Floats, unseen: Flags) -> Floats:
    """The boxes with those of spaces inside figures, which have none, between their neighbours."""
    for hole in np.flatnonzero(unseen & (boxes[:, 2] <= boxes[:, 0])).tolist():
        if 0 < hole < len(boxes) - 1:
            before, after = boxes[hole - 1].tolist(), boxes[hole + 1].tolist()
            boxes[hole] = before[2], before[1], max(before[2], after[0]), before[3]
    return boxes


def _painted_again(text: Pointer, indexes: Ints) -> Flags:
    """Which letters are painted over the same letter before; "ff" may be one glyph for two."""
    before = pdfium_ffi.text_objects(text, (indexes - 1).tolist())
    return np.not_equal(before, pdfium_ffi.text_objects(text, indexes.tolist()))


def _gaps(codes: Codes, kinds: Kinds, loose: Floats) -> tuple[Flags, Flags]:
    """After which letters a word ends though no space is there, and which come twice."""
    left, top, right, bottom = np.ascontiguousarray(loose.T)
    height = bottom - top
    size = np.maximum(np.maximum(height[:-1], height[1:]), 0.1)
    drop = np.abs(top[1:] - top[:-1])
    step = np.abs(left[1:] - left[:-1])
    far = (left[1:] - right[:-1] > WORD_GAP * size) & (drop < size)
    # A word divided by a hyphen goes on in the next line without any character between.
    back = (drop > 0.7 * size) & (step > 2 * size)
    # Short figures that are one under another in a cell: "12" above "9" is not 129.
    digit = ((kinds & DIGIT) != 0) & (height > right - left)
    stacked = (drop > 0.9 * size) & (left[1:] < right[:-1]) & digit[1:] & digit[:-1]
    same = SAME_PLACE * size
    again = (codes[1:] == codes[:-1]) & (step < same) & (drop < same)
    return far | back | stacked, again
