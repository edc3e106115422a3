"""Gaps between the digits of figures: where a figure was torn apart, and where two meet."""

from __future__ import annotations

import numpy as np

from extractor.pages import pdfium_ffi
from extractor.pages.codes import BLANK, DIGIT, Codes, Kinds
from extractor.pages.pdfium_ffi import Flags, Floats, Ints, Pointer
from extractor.pages.transform import PageTransform

# A gap narrower than this share of the height of the letters is no space between words.
TORN = 0.17
# Digits of two pieces of text that are further apart than this share belong to two figures.
MEET = 0.09
# Columns may be closer still: by this share at least, in one place on so many lines.
TOUCH, LINES, IN_PLACE = 0.02, 2, 0.25
MOST_SEEDS = 1_500  # each is held against all others; a page with more has no columns that touch
# What may be in a figure before and after a gap.
_BEFORE = np.array([c in "0123456789,.£" for c in map(chr, range(256))])
_AFTER = np.array([c in "0123456789,.%" for c in map(chr, range(256))])
_MARKS = np.array([c in ",." for c in map(chr, range(256))])
# What a figure of a column ends with, and what the text of the next one never begins with.
_ENDS = np.array([c in "0123456789%)" for c in map(chr, range(256))])
_GOES_ON = np.array([c in ",.%):;'\"!?]/" for c in map(chr, range(256))])


def torn_figures(text: Pointer, codes: Codes, kinds: Kinds, view: PageTransform) -> Ints:
    """The spaces inside figures that are not in the file: pdfium makes one of every wider gap.

    Pieces of text that are set apart are joined only at a mark, since they may be columns.
    """
    blank = (kinds & BLANK) != 0
    low = np.minimum(codes, 255)
    low = np.where(codes > 255, 0, low)
    inner = blank[1:-1] & ~blank[:-2] & ~blank[2:]
    inner &= _BEFORE[low[:-2]] & _AFTER[low[2:]]
    inner &= ((kinds[:-2] | kinds[2:]) & DIGIT) != 0
    at = np.flatnonzero(inner) + 1
    if len(at):
        at = at[pdfium_ffi.generated(text, at.tolist())]
    if not len(at):
        return at
    before = np.array(pdfium_ffi.text_objects(text, (at - 1).tolist()))
    after = np.array(pdfium_ffi.text_objects(text, (at + 1).tolist()))
    at = at[(before == after) | _MARKS[low[at + 1]] | (_MARKS[low[at - 1]] & (before == after))]
    left = view.boxes(pdfium_ffi.loose_boxes(text, (at - 1).tolist()))
    right = view.boxes(pdfium_ffi.loose_boxes(text, (at + 1).tolist()))
    height = np.maximum(left[:, 3] - left[:, 1], 0.1)
    gap, level = right[:, 0] - left[:, 2], np.abs(right[:, 3] - left[:, 3]) < 0.2 * height
    return np.asarray(at[(gap < TORN * height) & (gap > -TORN * height) & level])


def met_figures(text: Pointer, indexes: Ints, kinds: Kinds, loose: Floats) -> Flags:
    """After which letters a figure ends, as the next digit is of another piece of text and set
    apart from it, if by less than a space."""
    digit = (kinds & DIGIT) != 0
    height = np.maximum(loose[:-1, 3] - loose[:-1, 1], 0.1)
    found = digit[:-1] & digit[1:] & (loose[1:, 0] - loose[:-1, 2] > MEET * height)
    found &= indexes[1:] == indexes[:-1] + 1
    at = np.flatnonzero(found)
    found[at] = _other_object(text, indexes[at])
    return np.asarray(found, bool)


def touching_columns(text: Pointer, indexes: Ints, codes: Codes, loose: Floats) -> Flags:
    """After which letters a column ends that nearly touches the next one.

    Where two columns touch, pieces of text meet in one place on several lines, and nowhere
    else in their runs are letters set apart.
    """
    height = np.maximum(loose[:-1, 3] - loose[:-1, 1], 0.1)
    gap = loose[1:, 0] - loose[:-1, 2]
    step = np.diff(indexes)  # 2 where pdfium gives a space
    inside = (step <= 2) & (loose[1:, 0] > loose[:-1, 0])
    level = np.abs(loose[1:, [1, 3]] - loose[:-1, [1, 3]]).max(1) < 0.1 * height
    apart = inside & level & (gap > TOUCH * height) & (gap < height)
    low = np.where(codes > 255, 0, np.minimum(codes, 255))
    # In letters that are all set apart a gap says nothing.
    alone = ~(np.append(apart[1:], False) | np.append(False, apart[:-1]))
    seeds = np.flatnonzero(apart & alone & _ENDS[low[:-1]] & ~_GOES_ON[low[1:]])
    found = np.zeros(len(apart), bool)
    if not LINES <= len(seeds) <= MOST_SEEDS:
        return found
    seeds = seeds[_other_object(text, indexes[seeds])]
    ends, starts = loose[seeds, 2], loose[seeds + 1, 0]
    alike = np.abs(ends[:, None] - ends) < IN_PLACE
    alike &= np.abs(starts[:, None] - starts) < IN_PLACE
    alike &= np.abs(loose[seeds, 3][:, None] - loose[seeds, 3]) > height[seeds]
    seeds = seeds[alike.sum(1) >= LINES - 1]
    if not len(seeds):
        return found
    # The header is parted there too, whatever its letters are.
    more = np.flatnonzero(apart & (step == 1))
    places = (loose[seeds, 2] + loose[seeds + 1, 0]) / 2
    middles = (loose[more, 2] + loose[more + 1, 0]) / 2
    more = more[(np.abs(middles[:, None] - places) < IN_PLACE).any(1)]
    found[more[_other_object(text, indexes[more])]] = True
    return found


def ruled_apart(text: Pointer, loose: Floats, lines: Floats, strikes: Floats) -> Flags:
    """After which letters a drawn line separates them from the next, of another piece of text: an
    upright one between them, or one that strikes out the one piece and not the other."""
    found = np.zeros(max(len(loose) - 1, 0), bool)
    known = loose[:, 2] > loose[:, 0]
    if not len(lines) and not len(strikes):
        return found
    close = np.flatnonzero(known[:-1] & known[1:])
    objects = np.zeros(len(loose), np.int64)
    objects[known] = pdfium_ffi.text_objects(text, np.flatnonzero(known).tolist())
    close = close[objects[close] != objects[close + 1]]
    if not len(close):
        return np.asarray(found, bool)
    left, right = loose[close, 2][:, None], loose[close + 1, 0][:, None]
    low, high = loose[close, 1][:, None], loose[close, 3][:, None]
    flat = lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1]
    x, top, _, bottom = lines[~flat].T
    middle = (low + high) / 2
    between = (right > left + 0.1) & (left - 0.3 <= x) & (x <= right + 0.3)
    parted = (between & (top <= middle) & (middle <= bottom)).any(1)
    x, y = _ends(lines[flat], strikes).T
    height = high - low
    near = np.abs(x - (left + right) / 2) < 0.12 * height
    parted |= (near & (low + 0.2 * height < y) & (y < high - 0.2 * height)).any(1)
    found[close[parted]] = True
    return np.asarray(found, bool)


def _ends(flat: Floats, strikes: Floats) -> Floats:
    """The ends of lines along the text and of strikes, as (n, 2) x, y."""
    lines = np.concatenate([flat, strikes])
    middle = (lines[:, 1] + lines[:, 3]) / 2
    return np.concatenate([np.stack([lines[:, k], middle], 1) for k in (0, 2)])


def _other_object(text: Pointer, indexes: Ints) -> Flags:
    """Which letters are of another text object than the next."""
    here = pdfium_ffi.text_objects(text, indexes.tolist())
    behind = pdfium_ffi.text_objects(text, (indexes + 1).tolist())
    return np.not_equal(here, behind)
