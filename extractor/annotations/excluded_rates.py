"""Numbers that say how another is meant: bases of rates, intervals, precision, scales, ranks."""

from __future__ import annotations

from extractor.annotations.exclusion import NUMBER, exclusion
from extractor.annotations.units import RATE_BASE

_CI_BOUND = r"-?[0-9][0-9,]*(?:\.[0-9]+)? ?%?"
_CI_SHARE = r"(?<![0-9.,])(?:8[05]|9[0-9](?:\.[0-9])?) ?(?:%|per cent) ?"
_CI_NAME = r"(?:(?:lower|upper) )?(?:ci|c\.i\.?|confidence (?:interval|limit|level)s?)(?![a-z])"
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
        "pronoun",
        r"(?<![a-z])(?:subject to|on|without|needed|needs|received|have|has|had|having) (?P<n>one)"
        r"(?=[.;:)]|,(?! child)| at | in | by | from | since | when | before | after | on |$)",
        "282 children were subject to «one» at the peak",
        "one",
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:leave|leaves|leaving|left) care (?:[a-z]+ly )?at (?:the age of )?"
        r"(?P<n>1[6-9]|2[0-5])(?![0-9.,%])",
        "12 children left care at «18»",
        "care",
    ),
    exclusion(
        "one of many",
        r"(?<![a-z])for (?:just |only )?(?P<n>one) "
        r"(?:child|young person|family|placement)(?![a-z])",
        "an increase of £100,000 for just «one» child",
        "one",
    ),
    exclusion(
        "rank",
        r"[0-9](?:st|nd|rd|th)(?: [a-z]+){0,4},? ?(?:\(out of|\(of|out of) (?:the |all )?"
        rf"(?P<n>{NUMBER})",
        "38% was «19»th (out of «151») nationally",
        "of ",
        hint="[0-9](?:st|nd|rd|th)",
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])(?:(?:had|have|has|with|having) (?:an? |their |overall )*(?:attendance|absence)"
        r"|whose (?:[a-z]+ )?(?:attendance|absence)(?: rates?)?)"
        r"(?: (?:levels?|rates?|that|which|is|was|had|has|been|being|fell|fallen|falls|dropped"
        r"|dropping|falling)){0,4} (?:below|above|under|over|between|less than|more than|at least)"
        rf" (?P<n>{NUMBER})(?: ?%| per cent)?(?: ?(?:and|to|-) ?(?P<n2>{NUMBER}))?"
        rf"|(?<![a-z])(?:had|have|has|with|having|achieved) (?P<n3>100) ?(?:%|per cent) attendance",
        "52 children had attendance which had fallen below «50%»",
        "attendance|absence",
        also_sure=True,
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
