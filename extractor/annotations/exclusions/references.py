"""Numbers that point somewhere or name something: laws, tables, codes, ranks."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import (
    DIGITS,
    NOUNS,
    NUMBER,
    PEOPLE,
    YEAR,
    exclusion,
)
from extractor.annotations.numbers.indicator_codes import INDICATORS
from extractor.bullets import LINE_BULLETS

_MORE_SECTIONS = (
    r"(?:(?: ?, ?| ?- ?| and | or | to | & )[0-9]+[a-z]?(?![0-9a-z]|[,.][0-9]| ?%)"
    rf"(?:\([0-9a-z]+\))*(?! {PEOPLE}))*"
)
LAWS = (
    exclusion(
        "law",
        r"(?<![a-z])(?:sections?|sec\.|ss?\.|s(?=[0-9])|§|parts?|schedules?|paragraphs?|paras?\.?"
        r"|regulations?|regs?\.?|articles?|clauses?|rules?|standing orders?|financial regulations?)"
        rf" ?[0-9]+[a-z]?(?:\.[0-9]+)*(?:\([0-9a-z]+\))*{_MORE_SECTIONS}",
        "under section «47» 61 were placed",
        "sec|s.|§|part|sched|para|reg|artic|clause|rule|order|s0|s1|s2|s3|s4|s5|s6|s7|s8|s9",
    ),
    exclusion(
        "law",
        r"(?<![a-z])(?:sub)?(?:sections?|paragraphs?|clauses?|articles?|regulations?|items?|steps?"
        r"|conditions?|points?|rules?) (?:\([0-9a-z]{1,3}\))+"
        r"(?:(?:, | and | or |, and |, or )(?:\([0-9a-z]{1,3}\))+)*(?! ?%)",
        "under subsection (g)(«1») and item («2») 61 were placed",
        "section (|sections (|graph (|graphs (|clause|article|regulation|item|step|condition|point"
        "|rule",
    ),
    exclusion(
        "law",
        r"(?<=['\"])[0-9]{2,4}\([a-z]\)|(?<![0-9.,£])[0-9]{3,4}\([a-z]\)"
        r"(?=(?:\([0-9a-z]+\))* (?:plan|contract|account|annuit|organi[sz]ation|election"
        r"|deferral|agreement|notice|order))",
        "those with a «401»(k) plan were 12",
        hint=r"[0-9]\([a-z]\)",
    ),
    exclusion(
        "law",
        r"(?<![a-z])(?:acts?|regulations|orders?|bill|code of practice|guidance|directive|rules"
        rf"|framework|white paper|green paper),? \(?(?:in )?(?P<n>(?:19|20)[0-9]{{2,3}})(?![0-9])"
        rf"(?:(?:,| and) (?P<n2>{YEAR}))?",
        "the Homes Act «1999»",
        "act|regulations|order|bill|code|guid|direct|rules|framew|paper",
    ),
)

_LABEL = (
    r"(?:appendix|appendices|annex|annexe|tables?|figures?|fig\.?|charts?|graphs?|pages?|pp?\.?"
    r"|(?:agenda |minute )?items?|minutes?|outcomes?|priorit(?:y|ies)|objectives?|recommendations?"
    r"|stages?|tiers?|levels?|bands?|phases?|steps?|chapters?|questions?|options?|actions?|aims?"
    r"|themes?|pillars?|pathways?|pledges?|promises?|principles?|footnotes?|versions?|v|ref(?:erence)?\.?"
    r"|boxes|box|key stages?|ks|zones?|lots?|cohorts?|slides?|modules?|entry|days?|risks?"
    r"|strands?|workstreams?|domains?|standards?|rooms?|indicators?|measures?|nos?\.|form|circular"
    r"|conclusions?|lines?|category|type|class|wave|round|tranche|deciles?|quintiles?|quartiles?|notes?"
    r"|filing status|vol(?:ume)?s?\.?)"
)
_LABEL_DIGITS = r"[0-9]{1,3}(?:\.[0-9]+)*(?![0-9%/]|[,.][0-9]| ?%)[a-z]?"
_LABEL_WORDS = r"(?:one|two|three|four|five|six|seven|eight)(?![a-z-])"
_AND = r"(?: and | or | to | ?& ?)"
_OF = r" (?:out )?of (?:the|our|all|these|those|them|whom)\b"  # "At Key Stage 2, 11 of the 29"
_AND_MORE = r"(?:, (?:or |and )?| and | or | to | ?- ?| ?& ?)"
# "On page 2 and 14 complaints were made": what the number counts, with its verb.
_COUNTED = r"[a-z]{3,30}s (?:were|are|have|had|attended|took|came)(?![a-z])"
# "See also 1204." is a reference, "we see also 1204 children" is none.
_REFERRED = r"(?![0-9%]|[,.][0-9])(?=\s*(?:[(.;,)\]]|and [0-9]|for |$))"
_BEHIND_LETTERS = "|".join(
    rf"(?<=\b{letters} )"
    for letters in (*INDICATORS, "PI", "[A-Z]PI", "[A-Z]{2}PI", "Indicator", "INDICATOR")
)
_AFTER_BULLET = rf"^\s*(?:[-{LINE_BULLETS}*o] )?"
REFERENCES = (
    exclusion(
        "reference",
        r"\b[A-Z]{2,6}[/-][0-9]{1,5}(?:[/-][0-9A-Z]+)*|\b[0-9]{2}/[0-9]{4,6}\b|\b[A-Z]{1,4}[0-9]+/"
        r"[0-9]+(?:/[0-9]+)*|\b(?:19|20)[0-9]{2}/[0-9]{3,}\b|#[0-9]+",
        "report CYP/«17»/«24»",
        "/|-|#",
        hint=r"[/#-][0-9]",
        cased=True,
    ),
    exclusion(
        "reference",
        rf"{_AFTER_BULLET}(?:[A-Z]\.)?\(?[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+[.)]?"
        r"(?=\s+(?:[A-Z\"'*]|\((?![0-9])))(?!\s+(?:FTE|WTE))"
        r"|^\s*(?:[0-9]+\.){2,}[0-9]*\s*$|^\s*[A-Z]\.(?P<n>[0-9]{1,2})(?= [A-Z][a-z]*\s)",
        "«3.4» Looked after children",
        cased=True,
    ),
    exclusion(
        "list marker",
        rf"{_AFTER_BULLET}(?:[0-9]{{1,3}}[.)](?!\S)|\([0-9]{{1,2}}\))(?=\s+\D|\s*$)"
        r"|(?:[:;,]| and| or) \((?P<n>[1-9])\)(?= [a-z])",
        "«7». Any other business",
        hint=r"[0-9](?:\)|\.(?!\S))",
    ),
    exclusion(
        "list marker",
        r"(?:\bto|\bthat|:|;|\band|\bor|,) \((?P<n>[1-9])\)(?= [a-z])",
        "is asked to («1») note the report",
        hint=r" \([1-9]\) [a-z]",
    ),
    exclusion(
        "registration number",
        r"(?<![a-z])(?:charity|company|companies house|ltd|limited|registration|registered|urn|uprn"
        r"|vat)(?: (?:company|charity|reg(?:istration)?|no|number|in england(?: and wales)?))*"
        r"\.?[:|]? ?(?P<n>[0-9]{5,9})(?![0-9]|[.,][0-9])|(?<![0-9.,£])(?P<n2>0[0-9]{4,8})(?![0-9])",
        "Registered Charity «1134793» and Ltd Company «06641980» gained 12 carers",
        hint="[0-9][0-9]{4}",
    ),
    exclusion(
        "list marker",  # at the start of a cell of words, and behind a semicolon there
        r"(?:(?<=\| )|(?<=; ))(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]"
        r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2})(?= [A-Z][a-z]+ [a-z])",
        "Children in care | Actions | «1». Recruit carers",
        cased=True,
        hint=r"[0-9][.)]? [A-Z]",
    ),
    exclusion(
        "list marker",
        r"^\s*[0-9]{1,3}\.(?=[A-Z]{1,4}[a-z’']*[ :,-])",
        "«46».A home’s 12 places",
        cased=True,
        hint=r"[0-9]\.[A-Z]",
    ),
    exclusion(
        "list count",
        rf"(?<![a-z-])(?P<n>{NUMBER})(?= (?:(?:key|main|strategic|corporate|broad|overarching"
        r"|core|national|local|agreed|new|statutory|cross-cutting|service|high-level"
        r"|following|priority) ){0,2}"
        r"(?:outcomes?|priorities|objectives|themes|pillars|principles|aims|strands|workstreams"
        r"|work streams|pledges|promises|recommendations|ambitions|commitments|drivers|enablers"
        r"|domains|goals|chapters|sections|headings|appendices|resolutions|criteria)(?![a-z]))",
        "set out «5» outcomes",
        "outcome|priorit|objective|theme|pillar|principle|aims|strand|stream|pledge|promise|recomm"
        "|ambition|commitment|driver|enabler|domain|goal|chapter|section|heading|appendices|resol"
        "|criteria",
    ),
    exclusion(
        "command paper",
        r"\b(?:Cm|Cmnd|Cmd|Cd|CP|HC|HL)\.? (?P<n>[0-9]{2,4})(?=[),.;]|\s|$)",
        "Care Matters (Cm «7137»)",
        "cm|cd|cp|hc|hl",
        cased=True,
    ),
    exclusion(
        "list marker",
        r"(?<=[a-z)\]][.:;!?)] )[0-9]{1,3}\.(?= [A-Z])",
        "as is right. «37». The team",
        cased=True,
        at_number=True,
    ),
    exclusion(
        "reference",
        r"(?<=[a-z)\]%][.:;!?)] )[0-9]{1,2}\.[0-9]{1,2}(?= [A-Z][a-z]+ [a-z])",
        "as is right. «3.7» The team has",
        cased=True,
        at_number=True,
    ),
    exclusion(
        "footnote mark",
        r"(?:^|(?<=[a-z.,;:)'\]] ))[0-9]{1,2}(?= (?:The|These|This|It|They|See|Source|Sources|Data"
        r"|Based|Includes|Excludes|Note|Notes|Figures|Percentages|Of note) )|\[[0-9]{1,2}\]?"
        r"|(?<=[a-z)][.,;:'])(?<!\bc\.)[0-9]{1,2}(?=\s|$)|(?<=[a-z], )[0-9](?= (?:of whom [0-9.]+%"
        r"|and both|and"
        r" all))|[0-9%][^0-9(]{25,}\((?P<n>[1-9])\)[.;]?\s*$|\b(?:19|20)[0-9]{2} \((?P<n2>[1-9])\)"
        r"[.;]?\s*$|\b(?:aged|under|over) [0-9]{1,2} \((?P<n3>[1-9])\)[.;]?\s*$",
        "for a year. «2» The authority",
        cased=True,
        hint=r"[0-9.,;:'\[(](?:(?<=[0-9]) (?:The|This|It|See|Source|Data|Based|Includes|Excludes"
        r"|Note|Figures|Percentages|Of note|of whom|and both|and all)|(?<=\[)[0-9]"
        r"|(?<=[.,;:'])(?<![0-9].)[0-9]{1,2}(?:\s|$)|(?<=\()[1-9]\)[.;]?\s*$)",
    ),
    exclusion(
        "page number",
        r"(?<=[a-z][.!)] )[0-9]{1,3}\s*$|\(recommendations? [0-9]{1,3}\) [0-9]{2,3}\.\s*$"
        r"|(?<![a-z])page [0-9]+(?: of [0-9]+)?",
        "were placed. «7»",
        hint=r"[.!)p(](?:(?<!p) [0-9]{1,3}\s*$|age [0-9]|(?<=\()recomm)",
    ),
    exclusion(
        "name",
        r"covid[- ]?19|(?<![a-z])icd[- ]?(?:9|10|11)|catch ?22|(?<![0-9])24/7|4children"
        r"|(?<![a-z])(?:dial|call|ring|dialled|rang)"
        r" (?:999|101|111|112|116)|(?<![0-9])(?:999|111|101)(?= calls?)|attainment 8|progress 8"
        r"|agenda 21|microsoft 365|office 365|(?<![a-z])channel 4|big 5|sars-cov-2|web 2\.0"
        r"|(?<![a-z])(?:ftse|s&p|nikkei) ?[0-9]{2,4}(?![0-9,.%])"
        r"|(?:windows|world war) [0-9]+|5-a-day|five a day",
        "since Covid-«19»",
        "covid|icd|catch|24/7|4children|999|101|111|112|116|attainment 8|progress 8|agenda 21|365"
        "|channel 4|big 5|sars|web 2|windows|world war|a-day|a day|ftse|s&p|nikkei",
    ),
    exclusion(
        "reference",
        r"^\s*[0-9]{1,2}\.[0-9]{1,2}(?:, [0-9]{1,2}\.[0-9]{1,2})+,? and "
        r"[0-9]{1,2}\.[0-9]{1,2}\.?\s*$"
        r"|^\s*(?P<n>[0-9]{1,2}\.[0-9]{1,2})(?=[iv][ivx]{0,3} )",
        "«6.3», «6.6», «6.9» and «6.14».",
        hint=r"[0-9]\.[0-9]",
    ),
    exclusion(
        "name",
        r"\b(?:IFRS|IAS|FRS|IPSAS|IFRIC|SSAP|ISO|UKSC|UKHL|EWCA|EWHC|PPG|PPS|SPD|SPG)"
        r" (?P<n>[0-9]{1,5})(?![0-9%]|[,.][0-9])",
        "leases under IFRS «16» and the case UKSC «35» came to 12",
        "ifrs|ias|frs|ipsas|ifric|ssap|iso|uksc|ukhl|ewca|ewhc|ppg|pps|spd|spg",
        cased=True,
    ),
    exclusion(
        "reference",
        rf"(?:(?<![a-z])see also|(?:^\s*|(?<=[.;:] )|(?<=[(\[]))see) (?P<n>[0-9]{{4,6}}){_REFERRED}"
        rf"(?:(?: \([^()]{{0,60}}\))? and (?P<n2>[0-9]{{4,6}}){_REFERRED})?",
        "See also «40036» (to the east) and «40172» for the 12 homes",
        "see ",
    ),
    exclusion(
        "reference",
        r"\b[A-Z]{1,4}[0-9]{1,3}\.[0-9]{1,3} \((?P<n>[0-9]{4,6})(?: and (?P<n2>[0-9]{4,6}))?\)",
        "the site LP«46».04 («40499») has 12 homes",
        cased=True,
        hint=r"\([0-9]{4}",
    ),
    exclusion(
        "list marker",
        r"(?<=[:;.)] )[1-9](?=\) [A-Z][a-z]+ [a-z])",
        "Risks: «1») Leaks in the hull (big ones) «2») Storms of 12 days",
        cased=True,
        at_number=True,
    ),
    exclusion(
        "name",
        r"(?<=[a-z])[0-9](?=[a-z]{3})",
        "Adopt«4»Fenby placed 12",
        at_number=True,
    ),
    exclusion(
        "code",
        r"(?:(?<=[A-Z])|(?<=[A-Z][_-]))[0-9]{1,4}[A-Za-z]?\b(?!%)",
        "CLA«03» shows",
        cased=True,
        at_number=True,
    ),
    exclusion(
        "code",
        rf"(?:{_BEHIND_LETTERS})"
        r"(?:[0-9]{1,3}(?![0-9%]|[,.][0-9])"
        r"|[1-9]\.[0-9]{1,2}(?= [A-Z][a-z]))",
        "NI «62» was 12%",
        "|".join(f"{letters.lower()} " for letters in (*INDICATORS, "PI", "Indicator")),
        cased=True,
        at_number=True,
    ),
    exclusion(
        "footnote mark",
        r"[\[(]notes? [0-9]{1,2}[\])]|(?<=[0-9a-z%)])[ ]?\^[0-9]{1,2}(?![0-9])",
        "children in care 398 [note «1»]",
        hint=r"[\[(^](?:note|(?<=\^)[0-9])",
    ),
    exclusion(
        "footnote mark",
        r"(?<=[a-z]{3})[0-9]{1,2}(?![0-9%]|[,.][0-9])(?=\s|$|[.,;:)])",
        "schools«2» take",
        cased=True,
        at_number=True,
    ),
    exclusion(
        "reference",
        rf"(?<![a-z])(?<!this )(?<!that ){_LABEL} ?(?:nos?\.?:? ?|numbers?:? |ref:? )?(?P<n>"
        rf"{_LABEL_DIGITS}(?:(?:-{_LABEL_DIGITS}|{_AND_MORE}{_LABEL_DIGITS}(?!{_OF})"
        rf"|{_AND}{_LABEL_DIGITS})"
        rf"(?! {PEOPLE})(?! {_COUNTED}))*"
        rf"|{_LABEL_WORDS}(?:(?:{_AND_MORE}{_LABEL_WORDS}(?!{_OF})|{_AND}{_LABEL_WORDS})"
        rf"(?! {PEOPLE})(?! {_COUNTED}))*)"
        rf"(?! (?!child )(?!child$){NOUNS})",
        "25 were at stage «1» and 20 were at stage «2»",
    ),
    exclusion(
        "reference",
        r"(?<![a-z])(?:key stage|ks) ?(?P<n>[1-5])"
        r"(?= (?:pupil|student|child|young|cohort|learner))",
        "attendance of Key Stage «4» pupils",
        "key stage|ks",
    ),
    exclusion(
        "reference",
        r"(?<![a-z])(?:(?:key )?stages|tables|tiers|levels|phases|bands|zones|chapters|appendices"
        r"|floors|flats|plots|options|waves|models|scenarios|questions|steps)"
        rf" (?P<n>{_LABEL_DIGITS}(?:, {_LABEL_DIGITS})*{_AND}{_LABEL_DIGITS}(?!{_OF}))",
        "at Key Stages «2» and «4» are improving",
        "stages |tables |tiers |levels |phases |bands |zones |chapters |appendices |floors |flats "
        "|plots |options |waves |models |scenarios |questions |steps ",
    ),
    exclusion(
        "reference",
        r"(?<![a-z])(?:saved|strategic|plan|strategy|spd|core)(?: strategic)? polic(?:y|ies)"
        rf" (?P<n>{_LABEL_DIGITS}(?:{_AND_MORE}{_LABEL_DIGITS})*)(?! {NOUNS})"
        r"|(?<![a-z])polic(?:y|ies) (?P<n2>[0-9]{1,2}\.[0-9]{1,2}"
        r"(?:(?:, | and )[0-9]{1,2}\.[0-9]{1,2})*)(?![0-9%])"
        r"|(?<![a-z])policy (?P<n3>[0-9]{1,2})(?= (?:of the|states|requires|seeks|sets|encourages"
        r"|advises|relates|allows)(?![a-z]))",
        "plan policies «2.10», «2.11» and «4.2» and policy «5» of the plan ask for 12 homes",
        "policy |policies ",
    ),
    exclusion(
        "reference",
        r"(?:(?<=on )|(?<=from )|(?<=of )|(?<=to )|(?<=in )|(?<=above )|(?<=below )|(?<=\())"
        r"(?:floor|flat|plot) (?P<n>[0-9]{1,3})(?![0-9%]|[.,][0-9])",
        "a garden on floor «15» for 12 homes",
        "floor|flat|plot",
    ),
    exclusion(
        "reference",
        r"(?<![a-z])(?:sites?|allocations?|applications?|plots?|parcels?|polic(?:y|ies)|refs?|ids?)"
        r" \(?(?P<n>[0-9]{5,6})(?:(?:, | and | or )(?P<n2>[0-9]{5,6}))?"
        rf"(?![0-9%]|[,.][0-9]| {NOUNS}| (?:homes|dwellings|were|visits|vis))",
        "see site «40384» for 12 homes",
        "site|alloc|applic|plot|parcel|polic|ref|id",
        hint=r"[a-z] \(?[0-9]{5}",
    ),
    exclusion(
        "code",
        r"(?<=[a-z)] = )(?<!\bn = )[0-9]{1,3}(?=[:;](?:\s|$))",
        "Name unknown = «0»: Name known = «1»:",
        " = ",
    ),
    exclusion(
        "reference",
        r"^\s*(?:tables?|figures?|fig\.?|charts?|graphs?|maps?|box|appendix|annexe?|slide) ?"
        r"(?P<n>[0-9]{1,3}(?:\.[0-9]+)*)(?=[a-z]?[:.]? [a-z])",
        "Table «18» Children looked after",
    ),
    exclusion(
        "reference",
        r"(?<![a-z])(?:agenda item|item)(?: no| number)?[.:]+ ?[0-9/a-z]*[0-9]+[/0-9]*"
        r"|(?<![a-z])(?:minute|decision|report|form|key decision|forward plan|file|case|version)"
        r" (?:nos?|refs?|reference|number)\.?:? ?[0-9/a-z-]*[0-9]+[/0-9]*",
        "Agenda Item No: «13»",
        "no|item|ref|number",
    ),
)

RANKS = (
    exclusion(
        "rank",
        r"(?<![0-9])[0-9]+(?:st|nd|rd|th) (?:(?:out )?of|best|worst|highest|lowest)"
        rf"(?: (?:the )?{DIGITS})?|(?<![a-z])rank(?:s|ed|ing|ings)?(?: (?:of|at|as|was|is|joint"
        rf"|from|number))* {NUMBER}(?:st|nd|rd|th)?(?: (?:(?:out )?of|to) (?:the )?{NUMBER})?",
        "Fenby ranks «43»rd of «152»",
        hint="[0-9r](?:(?:st|nd|rd|th) |ank)",
    ),
    exclusion(
        "ordinal",
        r"(?<![0-9,.£])[0-9]+ ?(?:st|nd|rd|th)(?![a-z])",
        "the «18»th birthday",
        hint="[0-9] ?(?:st|nd|rd|th)(?![a-z])",
    ),
    exclusion(
        "rank",
        r"[0-9](?:st|nd|rd|th)(?: [a-z]+){0,4},? ?(?:\(out of|\(of|out of) (?:the |all )?"
        rf"(?P<n>{NUMBER})",
        "38% was «19»th (out of «151») nationally",
        "of ",
        hint="[0-9](?:st|nd|rd|th)",
    ),
)
