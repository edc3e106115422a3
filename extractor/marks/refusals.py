"""Which numbers are no statistics: the table of patterns, with an example of each.

A refusal matches folded text (lower case, plain signs). Every number inside the match is
refused, or only those inside the groups named `n`, `n2` where it has them. The first refusal
of the table that takes a number gives the reason. In an example, «…» marks the number that
is refused and [ … ] none: the tests read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.marks.number_words import CARDINAL
from extractor.marks.units import RATE_BASE

_DIGITS = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_WORD = CARDINAL.replace(r"\ ", " ")
_N = rf"(?:{_DIGITS}|{_WORD})"
_AGE = (
    r"(?:[0-9]{1,2}(?![0-9,.]*[0-9%])|(?:twenty-(?:one|five)|twenty|sixteen|seventeen|eighteen"
    r"|nineteen|fifteen|fourteen|thirteen|twelve|eleven|ten|nine|eight|seven|six|five|four|three"
    r"|two|one)(?![a-z]))"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01]) ?(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_SPAN = r"(?:minute|hour|day|week|fortnight|month|quarter|term|year|yr|decade)s?(?![a-z])"
_KIND = r"(?:working |school |calendar |term |clear |consecutive |full |financial |academic )?"
_TO = r"(?: ?[-/&] ?| to | and | or |, )"
_ABOUT = (
    r"(?:(?:about|around|approximately|some|over|under|nearly|almost|up to|at least|more than"
    r"|less than|no more than|fewer than|just|the|a|only|exactly|their|its|first|last|past|next) )*"
)
_LABEL = (
    r"(?:appendix|appendices|annex|annexe|tables?|figures?|fig\.?|charts?|graphs?|pages?|pp?\.?"
    r"|(?:agenda |minute )?items?|minutes?|outcomes?|priorit(?:y|ies)|objectives?|recommendations?"
    r"|stages?|tiers?|levels?|bands?|phases?|steps?|chapters?|questions?|options?|actions?|aims?"
    r"|themes?|pillars?|pledges?|promises?|principles?|footnotes?|versions?|v|ref(?:erence)?\.?"
    r"|boxes|box|key stages?|ks|zones?|lots?|cohorts?|slides?|modules?|entry|grades?|days?"
    r"|risks?|strands?|workstreams?|domains?|standards?|rooms?|floors?|indicators?|measures?|nos?\."
    r"|minute no|form|report|paper|circular|category|type|class|part|group|wave|round|tranche)"
)


@dataclass(frozen=True)
class Refusal:
    """One pattern; `cues` are strings one of which the text must hold for it to match.

    `also_sure` lets it refuse numbers whose % or £ otherwise protects them; `cased` reads
    the text in its own case.
    """

    reason: str
    pattern: re.Pattern[str]
    example: str
    cues: tuple[str, ...] = ()
    also_sure: bool = False
    cased: bool = False


def _refusal(
    reason: str, pattern: str, example: str, cues: str = "", *, also_sure: bool = False,
    cased: bool = False,
) -> Refusal:  # fmt: skip
    return Refusal(
        reason, re.compile(pattern), example, tuple(cues.split("|")) if cues else (),
        also_sure, cased,
    )  # fmt: skip


_WHERE = [
    _refusal(
        "e-mail or address",
        r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        "write to team«7»@fenby.gov.uk",
        "@|://|www.",
    ),
    _refusal(
        "postcode", r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b", "Fenby FB«1» 2QQ", cased=True
    ),
    _refusal(
        "phone",
        r"(?<![0-9,.£])(?:\+44 ?\(?0?\)?|\(?0)[0-9]{2,4}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,6}(?![0-9])"
        r"|(?<![0-9,.£])0[0-9]{9,10}(?![0-9])|(?<![a-z])(?:ext|extension|tel|telephone|phone|fax)"
        r"\.?:? ?[0-9][0-9 ]*",
        "ring «01632 960123»",
    ),
    _refusal(
        "date",
        rf"(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:{_YEAR}|[0-9]{{2}})"
        rf"(?![0-9])|(?<![0-9]){_YEAR}-[01][0-9]-[0-3][0-9](?![0-9])",
        "on «31/03/2019» 12 left",
    ),
    _refusal(
        "date",
        rf"(?<![0-9.,£])(?:{_DAY}(?:\([a-z]+\))?(?:,| of)?{_TO})*{_DAY}(?: of)?[ -]?(?!may (?!20))"
        rf"{_MONTH}(?:[ ,-]+(?:{_YEAR}|'?[0-9]{{2}}(?![0-9.,%a-z]| ?%| [a-z])))?",
        "At «31» March «2020», 12 were",
        "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    ),
    _refusal(
        "date",
        rf"(?<![a-z]){_MONTH}(?: ?(?:to|-|/|and) ?{_MONTH})?[ ,-]*(?:{_DAY}(?:,? (?:to|-|and) {_DAY}"
        rf")?,? )?(?:end |and )?{_YEAR}|(?<![a-z]){_MONTH} (?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)"
        rf"|(?<![a-z]){_MONTH}[ -]?'[0-9]{{2}}(?![0-9])|(?<![a-z])(?!may){_MONTH}-[0-9]{{2}}(?![0-9%])"
        rf"|^\s*{_MONTH} [0-9]{{2}}\s*$",
        "in April «2019»",
        "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    ),
    _refusal(
        "period",
        rf"(?<![0-9£.,]){_YEAR} ?[-/] ?(?:{_YEAR}|[0-9]{{2}}(?![0-9%.]))(?: ?[-/] ?[0-9]{{2}})?"
        rf"|(?<![a-z])fy ?[0-9]{{2,4}}(?: ?[-/] ?[0-9]{{2}})?(?![0-9])",
        "In «2016-17» there were 12",
    ),
    _refusal(
        "period",
        r"(?<![a-z])(?:q(?:uarter|tr)?\.? ?(?:[1-4](?![0-9,.%])|one|two|three|four)(?:"
        r" ?[-/&] ?q?[1-4]| and q?[1-4])?|[1-4]q(?![a-z])|h[12](?![0-9])|(?:week|month|period|term)s?"
        r" (?:no\.? )?[0-9]{1,2}(?![0-9,.%]|\.[0-9]))",
        "by Q«3» 45 had",
        "q|h1|h2|week|month|period|term",
    ),
    _refusal(
        "time",
        r"(?<![0-9.£])[0-9]{1,2}(?:[.:][0-5][0-9])? ?(?:am|pm|a\.m|p\.m|noon|midday|o'clock)(?![a-z])"
        r"|(?<![0-9.,£])[0-2]?[0-9]:[0-5][0-9](?![0-9])|(?<![0-9])[0-2][0-9][0-5][0-9] ?(?:hrs|hours)"
        r"|(?<= at )(?:[01]?[0-9]|2[0-3])\.[0-5]0(?![0-9%])(?! per)",
        "starts at «2»pm",
        "am|pm|a.m|p.m|noon|o'clock|:|hrs|hours|at |midday",
    ),
]
_LAW = [
    _refusal(
        "law",
        r"(?<![a-z])(?:sections?|sec\.|ss?\.|s(?=[0-9])|§|parts?|schedules?|paragraphs?|paras?\.?"
        r"|regulations?|regs?\.?|articles?|clauses?|rules?|standing orders?|financial regulations?)"
        r" ?[0-9]+[a-z]?(?:\.[0-9]+)*(?:\([0-9a-z]+\))*"
        r"(?:(?: ?, ?| ?- ?| and | or | to | & )[0-9]+[a-z]?(?![0-9a-z,]*[0-9a-z%])(?:\([0-9a-z]+\))*"
        r"(?! (?:children|young|pupil|care)))*",
        "under section «47» 61 were",
        "sec|s.|s|§|part|sched|para|reg|art|clause|rule|order",
    ),
    _refusal(
        "law",
        rf"(?<![a-z])(?:acts?|regulations|orders?|bill|code of practice|guidance|directive|rules"
        rf"|framework|white paper|green paper),? \(?(?:in )?(?P<n>{_YEAR})"
        rf"(?:(?:,| and) (?P<n2>{_YEAR}))?",
        "the Homes Act «1999»",
        "act|regulations|order|bill|code|guid|direct|rules|framew|paper",
    ),
]
_REFERENCES = [
    _refusal(
        "reference",
        r"\b[A-Z]{2,6}[/-][0-9]{1,5}(?:[/-][0-9A-Z]+)*|\b[0-9]{2}/[0-9]{4,6}\b|\b[A-Z]{1,4}[0-9]+/"
        r"[0-9]+(?:/[0-9]+)*|\b(?:19|20)[0-9]{2}/[0-9]{3,}\b|#[0-9]+",
        "report CYP/«17»/«24»",
        "/|-|#",
        cased=True,
    ),
    _refusal(
        "reference",
        r"^\s*(?:[-•*o▪] )?\(?[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?(?=\s+[A-Z(“\"'‘*])",
        "«3.4» Looked after children",
        cased=True,
    ),
    _refusal(
        "list marker",
        r"^\s*(?:[-•*o▪] )?(?:[0-9]{1,3}[.)]|\([0-9]{1,2}\))(?=\s+\D)|(?<![\w)])\((?:[1-9]|1[0-9])\)"
        r"(?= [a-z])(?!.*%)",
        "«7.» Any other business",
    ),
    _refusal(
        "footnote mark",
        r"(?:^|(?<=[a-z.,;:)'\]] ))[0-9]{1,2}(?= (?:The|These|This|It|They|See|Source|Sources|Data"
        r"|Based|Includes|Excludes|Note|Notes|Figures|Percentages|Of note) )"
        r"|(?<=[A-Za-z.,;:)'”’])\[[0-9]{1,2}\]?|(?<=[a-z)][.,;:])[0-9]{1,2}(?=\s|$)"
        r"|(?<=[a-z], )[0-9](?= of whom [0-9.]+%)",
        "for a year. «2» The authority",
        cased=True,
    ),
    _refusal(
        "page number",
        r"(?<=[a-z][.!?)] )[0-9]{1,3}\s*$|(?<![a-z])page [0-9]+(?: of [0-9]+)?",
        "were placed. «7»",
    ),
    _refusal(
        "name",
        r"covid[- ]?19|catch ?22|(?<![0-9])24/7|4children|(?<![a-z])(?:dial|call|ring|dialled|rang)"
        r" (?:999|101|111|112|116)|(?<![0-9])(?:999|111|101)(?= calls?)|attainment 8|progress 8"
        r"|agenda 21|microsoft 365|office 365|(?<![a-z])channel 4|big 5|a\*-c|sars-cov-2|web 2\.0"
        r"|(?:windows|world war|apollo) [0-9]+|5-a-day|five a day|one you",
        "since Covid-«19»",
    ),
    _refusal(
        "code",
        r"\b[A-Z]{1,6}[_-]?[0-9]{1,4}[A-Za-z]?\b(?!%)|\b(?:NI|BVPI|BV|PAF|PI|KPI|LPI|CF|ICS|N|SS|CPI"
        r"|PM|LI|CH|APA|EYFS) [0-9]{1,3}(?![0-9,.%]*[0-9%])",
        "CLA«03» shows",
        cased=True,
    ),
    _refusal(
        "footnote mark",
        r"(?<=[a-z]{3})[0-9]{1,2}(?![0-9,.]*[0-9%])(?=\s|$|[.,;:)])",
        "schools«2» take",
        cased=True,
    ),
    _refusal(
        "reference",
        rf"(?<![a-z]){_LABEL} ?(?:nos?\.?:? ?|numbers?:? |ref:? )?(?P<n>(?:[0-9]{{1,3}}(?:\.[0-9]+)*"
        rf"(?![0-9,]*[0-9%/]|\.[0-9])[a-z]?|(?:one|two|three|four|five|six|seven|eight)(?![a-z]))"
        rf"(?:(?:, | and | or | to | ?- ?| ?& ?)(?:[0-9]{{1,3}}(?:\.[0-9]+)*(?![0-9,]*[0-9%/]|\.[0-9])"
        rf"[a-z]?|(?:one|two|three|four|five)(?![a-z])))*)(?! (?:children|young people|pupils|care))",
        "in Table «3» and",
    ),
    _refusal(
        "reference",
        r"(?<![a-z])(?:agenda item|item|minute|decision|report|form|key decision|forward plan|ref)"
        r"(?: no| ref| number)?[.:]+ ?[0-9/a-z]*[0-9]+[/0-9]*|(?<![a-z])no\.? ?:? ?[0-9]+$",
        "Agenda Item No: «13»",
        "no|item|minute|ref|decision|report|form",
    ),
]
_RANKS = [
    _refusal(
        "rank",
        rf"(?<![0-9])[0-9]+(?:st|nd|rd|th) (?:(?:out )?of|best|worst|highest|lowest)"
        rf"(?: (?:the )?{_DIGITS})?|(?<![a-z])rank(?:s|ed|ing|ings)?(?: (?:of|at|as|was|is|joint"
        rf"|from|number))* {_N}(?:st|nd|rd|th)?(?: (?:(?:out )?of|to) (?:the )?{_N})?",
        "Fenby ranks «43»rd of «152»",
        "rank|st|nd|rd|th",
    ),
    _refusal(
        "ordinal",
        r"(?<![0-9,.£])[0-9]+ ?(?:st|nd|rd|th)(?![a-z])",
        "the «18»th birthday",
        "st|nd|rd|th",
    ),
    _refusal(
        "score scale",
        rf"(?:scor\w*|rat(?:ed|ing)\w*|average)[^.;]* out of (?P<n>{_N})|[0-9]\.[0-9]+ out of"
        rf" (?P<n2>{_N})|on a scale of {_N} to (?P<n3>{_N})|on a (?P<n4>{_N})[- ]point scale",
        "scored 4.2 out of «5»",
        "out of|scale",
    ),
]
_AGES = [
    _refusal(
        "age",
        rf"(?<![a-z])(?:ages?d?|ages of|age group|age band|age range)(?: (?:of|between|from|over|under"
        rf"|above|below|the|at|is|was|either|about|around|only|just|to|up to))* {_AGE}"
        rf"(?: ?(?:\+|plus))?(?:{_TO}(?:aged )?(?:under |over )?{_AGE}(?! (?:children|young|pupil"
        rf"|care|were|are|had|have|live|year[- ]?old)))*(?: (?:to|-) {_AGE})?",
        "aged «17»-«21» were",
        "age",
    ),
    _refusal(
        "age",
        rf"(?<![0-9.,£])(?:{_AGE}(?: ?- ?| to | and | or | ?/ ?|, | ?& ?))*{_AGE}[- ]*years?[- ]*"
        rf"(?:olds?|of age)(?![a-z])|(?<![0-9.,£])(?:{_AGE}(?: ?- ?| to | and ))?{_AGE} yrs?(?! )",
        "«16»/«17» year olds",
        "year|yr",
    ),
    _refusal(
        "age",
        rf"(?<![a-z])(?:under|over|pre|post|below)(?:-| the age of |-the-age-of-){_AGE}s?(?![0-9a-z%])"
        rf"|(?<![a-z])(?:under|over)s? {_AGE}s(?![a-z])|(?<![a-z])(?:post|pre)[ -]?(?:1[468])"
        rf"(?![0-9%,.]*[0-9%])|(?<![0-9.])(?:0|birth)(?: ?-| to) ?{_AGE}(?! ?%)",
        "post «16» provision",
    ),
    _refusal(
        "age",
        r"(?<![a-z])(?:under|over|below) (?P<n>(?:1[0-9]|2[0-5]|[1-9])(?![0-9,.%]*[0-9%])"
        r"|one(?! of)|two|five|sixteen|eighteen)(?=$|[ ]?[.,;:)(/|]| (?:years?(?! [a-z]*(?:ago"
        r"|period))|and|were|are|was|is|who|in|with|have|has|had|at|or|to|from|on|living|per|population"
        r"|age|%|by|by)(?![a-z]))(?! ?%)",
        "18 were under «one», 52",
        "under|over|below",
    ),
    _refusal(
        "age",
        rf"(?<![a-z])(?:turn(?:ed|s|ing)?|reach(?:ed|es|ing)?|until(?: they are| age)?|(?:to|at|by)"
        rf" age|birthday at|over the age of|under the age of) (?P<n>{_AGE})(?! (?:child|pupil|young"
        rf"|care l|placement|case|famil|social|home))",
        "turned «18» 45",
        "turn|reach|until|age",
    ),
    _refusal(
        "age",
        r"(?<![a-z])(?:school )?(?:year|years|yr|y)(?: groups?)? ?(?P<n>(?:1[0-3]|[1-9])s?(?![0-9,.%]"
        r"*[0-9%])(?:(?: ?- ?| to | and | ?& ?|, )(?:1[0-3]|[1-9])(?![0-9,.%]*[0-9%]))*)(?! ?%)",
        "our Year «11»s gained",
        "year|yr|y",
    ),
    _refusal(
        "age",
        r"(?<![0-9.,£])(?:1[0-9]|2[0-5]) ?(?:\+|plus(?![a-z]))(?! (?:placement|move|mile|day|month"
        r"|week|session|case|children|pupil|people|carer|hour))"
        r"|(?<![0-9.,£])(?:0|[1-9]|1[0-9]) ?- ?(?:[4-9]|1[0-9]|2[0-5])(?= (?:service|offer|team|age"
        r"|group|provision|population|cohort|pathway|programme|strategy|health|year|yrs?)(?![a-z]))"
        r"|(?<![0-9.,£])(?:1[0-9]|sixteen|eighteen|seventeen|fifteen) (?:and|or) (?:over|above|under"
        r"|older|younger)(?![a-z])",
        "the «11»-«15» age group",
    ),
    _refusal(
        "age",
        rf"(?:(?<= were )|(?<= was )|(?<= are )|(?<=[0-9] )|(?<= and )|(?<=, ))(?:{_WORD} to {_WORD}"
        rf"|{_WORD} (?:or|and) (?:over|under|above|older))",
        "52 were «one» to «four»",
        " to | over| under| above| older",
    ),
]
_DEFINITIONS = [
    _refusal(
        "rate base",
        rf"(?<![a-z])per (?P<n>{RATE_BASE}|hundred|100(?![0-9,])|million|head of [0-9]+)",
        "54 per «10,000» children",
        "per ",
    ),
    _refusal(
        "suppression key",
        rf"(?:number|figure|value|count)s? (?:between|of|from|below|less than|under|fewer than)"
        rf" {_N}(?: (?:and|to|-) {_N})?(?=[^.]*(?:suppress|redact|not shown|not published|withheld))"
        rf"|(?:suppress|redact)[^.;()]*(?:less than|fewer than|below|under|between|of) {_N}"
        rf"(?: (?:and|to|-) {_N})?",
        "* is a number between «1» and «5» which was suppressed",
        "suppress|redact|shown|publish|with",
    ),
    _refusal(
        "denied",
        r"(?<![a-z])not (?:the case|true|correct|accurate) (?:that|to say)[^,;:.]*(?:\.[0-9]"
        r"[^,;:.]*)*",
        "It is not true that «30%» moved",
        "not ",
        also_sure=True,
    ),
    _refusal(
        "threshold",
        rf"(?<![0-9a-z.,£])(?P<n>{_N}) ?(?:\+|plus(?![a-z])|(?:or|and) (?:more|over|above|greater"
        rf"|longer|fewer|less)(?![a-z]))(?=[ -]*(?:{_KIND}{_SPAN}|miles?|placement|moves?|times"
        rf"|episodes?|a\*|gcse|changes?|homes? in|or more|sessions?|of these|missing|offence|grade|a-c"
        rf"|good|level|pass|social workers?|schools in|sibling|hours))",
        "«3»+ placement moves",
        "+|plus|or |and ",
    ),
    _refusal(
        "threshold",
        rf"(?<![0-9a-z.,£])(?P<n>(?:[1-5]|one|two|three|four|five)(?![0-9,.]*[0-9]))(?: ?\+| plus"
        rf"| or (?:more|fewer|less))(?! ?%)",
        "with «three» or more moves",
        "+|plus|or ",
    ),
    _refusal(
        "threshold",
        rf"(?<![0-9a-z.,£])(?P<n>{_N}) (?:(?:a\*?|9) ?(?:-|to) ?(?:c|4|5|g)(?![a-z])|gcses?(?![a-z])"
        rf"|good gcse|(?:a\*-c|a-c) )|grades? [0-9](?: ?- ?[0-9]| and above)?|(?<![0-9])9-[145](?![0-9%])",
        "«5» A*-C including",
        "a-|a*|9|gcse|grade| to ",
    ),
    _refusal(
        "threshold",
        rf"(?<![a-z])(?:more|less|fewer) than (?:once|twice|one(?! of| in| per| ?%)(?= [a-z]))"
        rf"|(?<![0-9.,])(?P<n>{_N}) times?(?! (?:as|more|higher|greater|the|that|larger))"
        rf"|(?<![a-z])(?:moved|absent|missing) (?P<n2>{_N}) times?"
        rf"|(?:had|have|having|has|with|experienc\w+|after) (?P<n3>(?:[2-5]|two|three|four|five)) "
        rf"(?:or more )?(?:different )?(?:placement )?(?:moves|placements|changes of)(?! (?:are|were|in"
        rf" total))",
        "had moved «three» times",
        "than |time|move|placement|changes",
    ),
    _refusal(
        "threshold",
        rf"(?<![a-z])(?:within|over|beyond|under|less than|more than|up to|further than|at least"
        rf"|outside|in excess of|exceeding|closer than|nearer than|least|a|than) (?:a )?(?:radius of )?"
        rf"(?P<n>{_N})(?: ?\+| plus| or more)?[ -]?(?:miles?|km|kilometres?|mile radius)(?![a-z])"
        rf"|(?<![0-9a-z.])(?P<n2>{_N}) ?(?:\+|plus)[ -]?miles?|(?<![0-9a-z.])(?P<n3>{_N}) (?:miles?|km)"
        rf" (?:or more|or less|or further|away|from|radius|and over|\+|plus)|[0-9]+-mile",
        "within «ten» miles of home",
        "mile|km|kilomet",
    ),
    _refusal(
        "period",
        rf"(?<![0-9a-z.,£])(?P<n>{_N}) {_KIND}{_SPAN}(?:'s?)? (?:ago|earlier|later|before|previously"
        rf"|prior|on|since|after|hence)(?![a-z])",
        "down from 30% «12» months ago",
        "ago|earlier|later|before|previous|prior|on|since|after|hence",
    ),
    _refusal(
        "period length",
        rf"(?<![a-z])(?:last|past|previous|next|first|final|preceding|prior|recent|following|coming"
        rf"|rolling|latest|every|each|another|further|additional|same|those|these|remaining|other"
        rf"|period of|term of|rate for|course of|space of|total of the) (?:the )?(?:about |around )?"
        rf"(?P<n>{_N})(?:(?: ?- ?| to | or ){_N})? ?-?{_KIND}{_SPAN}",
        "in the last «12» months",
        "day|week|month|quarter|year|hour|term|yr|decade|minute",
    ),
    _refusal(
        "period length",
        rf"(?<![a-z])(?:(?<! of )over|in|for|during|across|throughout|after|every|once) "
        rf"(?:the |a )?(?:last |past )?{_ABOUT}(?P<n>{_N})(?:(?: ?- ?| to | or | and ){_N})?"
        rf"[- ]{_KIND}(?P<span>{_SPAN})(?! old)",
        "over «three» years",
        "day|week|month|quarter|year|hour|term|yr|decade|minute",
    ),
    _refusal(
        "threshold",
        rf"(?<![a-z])(?:within|under|by day|between|than|least|minimum of|maximum of|exceed"
        rf"|exceeding|beyond|outside|inside|before|until) (?:the |a |their )?"
        rf"(?:statutory |required |usual |first |initial )*{_ABOUT}(?P<n>{_N})"
        rf"(?:(?: ?- ?| to | or | and )(?P<n2>{_N}))?[- ]{_KIND}{_SPAN}(?! old)",
        "seen within «28» days",
        "day|week|month|quarter|year|hour|term|yr|decade|minute",
    ),
    _refusal(
        "period length",
        rf"(?<![0-9a-z.,£])(?P<n>{_N})-{_KIND}(?:{_SPAN}|point(?! )|stage|tier|bed(?![a-z])|way"
        rf"|storey|part|page|fold|strand|step|weekly|monthly|yearly)(?![a-z])"
        rf"|(?<![0-9a-z.,£])(?P<n2>{_N}) {_KIND}(?:minute|hour|day|week|month|quarter|year)"
        rf"(?=(?:'s?)? (?:[a-z]+ )?(?:period|rolling|average|plan|programme|strategy|pilot|contract"
        rf"|review|check|average|timescale|target|deadline|window|stay|cycle|trend|fixed|project|term"
        rf"|visit|assessment|timeframe|limit|standard|threshold))",
        "a «12» month period",
        "day|week|month|quarter|year|hour|term|-",
    ),
]
_BASES = [
    _refusal(
        "base",
        rf"(?<=[0-9a-z)]) out of (?:a total of |a possible |the |all |our )*(?P<n>{_N})"
        rf"|{_N}(?: \([^()]*\))? of (?:the|our|these|those|all) (?P<n2>{_N})(?! (?:most|main|key)"
        rf"|[- ]?{_SPAN})|(?<![0-9/])[0-9]{{1,4}} ?/ ?(?P<n3>[0-9]{{1,5}})(?![0-9/])",
        "Eight out of «twenty-three» pupils",
        "out of| of |/",
    ),
]
_IDIOMS = [
    _refusal(
        "anecdote",
        r"(?<![a-z])one(?= (?:young person|child|parent|carer|care leaver|pupil|young man|young woman"
        r"|girl|boy|foster carer|adopter|member|councillor|social worker|person|mother|father|of them)"
        r"(?: [a-z]+){0,5}? (?:said|told|commented|described|explained|spoke|felt|reported|asked|wrote"
        r"|added|noted|stated|queried|raised|suggested|summed|thought|talked|expressed)(?![a-z]))",
        "«One» young person said that",
        "one ",
    ),
    _refusal(
        "idiom",
        r"(?<![a-z])(?:no one|any ?one|every one|each one|this one|that one|the one(?! (?:child|home"
        r"|young|placement|case|referral|adopt))|which one|one another|one(?:-| )to(?:-| )(?:one|ones)"
        r"|one(?:-| )off|one(?:-| )stop|one hand|one way|one day|one side|one side|one time|one point"
        r"|one stage|one place(?![a-z])|one year on|one size|one's|one and only|one and all|one by one"
        r"|one or (?:two|more)|one must|one can|one could|one should|one might|one would|day one"
        r"|year one|square one|number one|team one|from one|as one|at one|one or other|one or another"
        r"|one such(?! (?:placement|case|child))|(?<!was )(?<!were )(?<!been )one such|one thing"
        r"|one area|one aspect|one example|one issue|one reason|one key|one council|one team"
        r"|one-way|two-way|two way|three-way|four-way|two-tier|two-thirds of the way|zero tolerance"
        r"|zero hours?|net zero|ground zero|zero-based|second to none|none the less|bar none|none other"
        r"|none too|in two minds|all fours|one and the same|one more|one world|one public|one view"
        r"|one front|one month in|one voice|one vision|one plan|one page)(?![a-z])"
        r"|(?<![a-z])(?<!all but )(?<!only )one of (?:the|our|its|their|these|those|his|her|your|my"
        rf"|many|several|a|them)(?![a-z])(?! (?:{_N})(?! (?:most|main|key)))",
        "«one» of the most",
        "one|two|three|four|zero|none",
    ),
]

REFUSALS: tuple[Refusal, ...] = (
    *_WHERE,
    *_DEFINITIONS[:3],
    *_RANKS,
    *_LAW,
    *_AGES,
    *_REFERENCES,
    *_DEFINITIONS[3:],
    *_BASES,
    *_IDIOMS,
)
