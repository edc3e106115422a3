"""The matrix products of the parser's network, by numpy's own library.

spaCy multiplies with a library that knows only the older instructions of a processor; numpy's
takes a third of the time for matrices as small as a page's sentences. It must be held to one
thread meanwhile: two would spend more time waiting for each other than they save.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_Threads = tuple[Callable[[], int], Callable[[int], Any]]
"""How many threads numpy's library works with, and how to set that."""


def use_numpy(model: Language) -> None:
    """Let the networks of a pipeline multiply by numpy, where its threads can be set."""
    if _threads() is None:
        return
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in model.pipeline:
        network = getattr(pipe, "model", None)
        for part in network.walk() if network is not None else ():
            part.ops = ops


@contextmanager
def in_one_thread() -> Iterator[None]:
    """Hold numpy's library to one thread as long as the block lasts."""
    threads = _threads()
    if threads is None:
        yield
        return
    get, set_to = threads
    before = get()
    set_to(1)
    try:
        yield
    finally:
        set_to(before)


@lru_cache(maxsize=1)
def _threads() -> _Threads | None:
    """None where numpy was built with another library than its wheels are."""
    import numpy  # with the first sentence that is parsed, not before

    for path in sorted(Path(numpy.__file__).parent.with_name("numpy.libs").glob("*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
            return (
                library.scipy_openblas_get_num_threads64_,
                library.scipy_openblas_set_num_threads64_,
            )
        except (OSError, AttributeError):
            continue
    return None
