"""Corrections as examples and counter-examples, in the form that rule files have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import yaml

from extractor.store.correction_file import Correction


def as_examples(corrections: Iterable[Correction]) -> str:
    """YAML to paste into a rule: what a measure should recognise, and what it should leave."""
    by_measure: dict[str, dict[str, list[object]]] = defaultdict(
        lambda: {"examples": [], "counter_examples": []}
    )
    for correction in corrections:
        if correction.quote is None:
            continue
        if correction.action == "set" and correction.field == "measure" and correction.new:
            example = {"text": correction.quote, "figure": correction.figure}
            by_measure[correction.new]["examples"].append(example)
        wrong = correction.field == "measure" and correction.action == "set"
        if wrong and correction.old:
            by_measure[correction.old]["counter_examples"].append(correction.quote)
        if correction.action == "reject":
            by_measure["(whatever took it)"]["counter_examples"].append(correction.quote)
    plain = {
        measure: {name: listed for name, listed in kinds.items() if listed}
        for measure, kinds in by_measure.items()
    }
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=True) if plain else "# none\n"
