"""What every worker needs, made before the first is forked: libraries, rules, phrases, patterns.

It is imported by the process that workers are forked from (`pool.py`). Nothing depends on it: a
worker that finds other rules than these loads its own. pdfium is not started here, since it
would not outlive a fork in a known state.
"""

from __future__ import annotations

from extractor.ingest import read as _libraries  # noqa: F401
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

read_text("On 31 March 2019 there were 12 children in care.", load_rulebook())
