"""Numbers that say how another is meant: bases of rates, intervals, precision, scales."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import NUMBER, exclusion
from extractor.annotations.numbers.worded_units import RATE_BASE

_CI_BOUND = r"-?[0-9][0-9,]*(?:\.[0-9]+)? ?%?"
_CI_SHARE = r"(?<![0-9.,])(?:8[05]|9[0-9](?:\.[0-9])?) ?(?:%|per cent) ?"
_CI_NAME = r"(?:(?:lower|upper) )?(?:cis?|c\.i\.?|confidence (?:interval|limit|level)s?)(?![a-z])"
_CI_BOUNDS = (
    r"(?:[ :=,(\[]| of| from| is| was| between){0,4}"
    rf"{_CI_BOUND} ?(?:to|-|,|and) ?{_CI_BOUND}"
)
RATES = (
    exclusion(
        "confidence interval",
        rf"(?:{_CI_SHARE}|(?<![a-z])){_CI_NAME}{_CI_BOUNDS}"
        rf"|{_CI_SHARE}(?:{_CI_NAME}|confiden(?:t|ce)(?![a-z]))",
        "54.2 («95%» CI «51.1» to «57.3») were seen",
        "ci|c.i|confiden",
        also_sure=True,
    ),
    exclusion(
        "rate base",
        r"(?<![a-z])(?:per|(?:in|for|out of) every) "
        rf"(?P<n>{RATE_BASE}|hundred|100(?![0-9,])|million)",
        "54 per «10,000» children",
        "per |every",
    ),
    exclusion(
        "suppression key",
        rf"(?:number|figure|value|count)s? (?:between|of|from|below|less than|under|fewer than)"
        rf" {NUMBER}(?: (?:and|to|-) {NUMBER})?"
        rf"(?=[^.]*(?:suppress|redact|not shown|not published|withheld))"
        rf"|(?:suppress|redact)[^.;()]*(?:less than|fewer than|below|under|between|of) {NUMBER}"
        rf"(?: (?:and|to|-) {NUMBER})?",
        "* is a number between «1 and 5» which was suppressed",
        "suppress|redact|shown|publish|with",
    ),
    exclusion(
        "suppression key",
        r"(?:not (?:been )?(?:disclosed|shown|published|(?:available|reported|provided) where)"
        r"|withheld|redacted)[^.;:]{0,40}?"
        rf"(?:less|fewer) than (?P<n>{NUMBER})"
        r"(?= (?:children|people|pupils|individuals|cases|persons|or)|[.,;)]|$)",
        "Data not disclosed where it relates to fewer than «five» children, of 52",
        "disclosed|shown|published|withheld|redacted|where",
    ),
    exclusion(
        "rounding",
        rf"(?<![a-z])round(?:ed|ing)(?![a-z])[^.;]{{0,60}}?nearest (?P<n>{NUMBER})(?![a-z])"
        r"(?: if (?:they|it) (?:exceeds?|(?:are|is) (?:over|above|under|below|less than|more than))"
        rf" (?P<n2>{NUMBER}))?(?:,? and (?:to )?(?:the nearest )?(?P<n3>{NUMBER}) otherwise)?",
        "Totals of 52 are rounded to the nearest «100» if they exceed «1,000», and «10» otherwise",
        "round",
    ),
    exclusion(
        "denied",
        r"(?<![a-z])not (?:the case|true|correct|accurate) (?:that|to say)"
        r"[^,;:.]*(?:\.[0-9][^,;:.]*)*",
        "It is not true that «30%» moved",
        "not ",
        also_sure=True,
    ),
    exclusion(
        "precision",
        rf"(?:to|nearest) (?P<n>{NUMBER}) (?:decimal|d\.?p|significant)",
        "rounded to «1» decimal place",
        "decimal|dp|d.p|significant",
    ),
    exclusion(
        "score label",
        r"(?<![a-z0-9])['\"](?P<n>[0-9]{1,2})['\"](?![a-z0-9])",
        "52 rated the service as a '«10»'",
        "'|\"",
    ),
    exclusion(
        "staffing ratio",
        r"(?<![0-9:.])[1-9] ?: ?1(?=[ .,;)-]|$)(?! ratio)",
        "additional «2»:«1» support for 12 children",
        ":",
    ),
    exclusion(
        "ratio base",
        r"(?<![a-z0-9.])(?P<n>1|one) (?:sw|social worker|worker|practitioner)s? "
        r"(?:to|per|for) [0-9]",
        "the caseload was «1» social worker to 16.4 cases",
        "sw|worker|practitioner",
    ),
    exclusion(
        "score scale",
        rf"(?:scor\w*|rat(?:ed|ing)\w*|average)[^.;]*\d out of (?P<n>{NUMBER})|[0-9]\.[0-9]+ out of"
        rf" (?P<n2>{NUMBER})|on a scale of (?P<n3>{NUMBER} to {NUMBER})"
        rf"|on a (?P<n4>{NUMBER})[- ]point"
        rf" scale",
        "scored 4.2 out of «5»",
        "out of|scale",
    ),
)
