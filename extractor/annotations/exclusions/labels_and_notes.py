"""Numbers in labels of charts, forms and notes and in calculations: they name a group, a speaker
or a test, and state nothing."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import exclusion

_OFTEN = r"(?:times|days|nights|portions|units|drinks|sessions|visits)"
_EACH = r"(?:a|per|each|every) (?:day|week|fortnight|month|term|year)(?![a-z])"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
LABELS_AND_NOTES = (
    exclusion(
        "frequency",
        rf"(?<![0-9.,£])[0-9]{{1,3}} ?- ?[0-9]{{1,3}} {_OFTEN}(?: or more)? {_EACH}",
        "«2»-«3» times a week 41%",
        " a day| a week| a fortnight| a month| a term| a year|per |each |every ",
        hint=r"[0-9] ?- ?[0-9]",
        also_sure=True,
    ),
    exclusion(
        "band",  # the answer to a question, not what somebody works
        rf"^\W*(?:(?:yes|no),? )?[0-9]{{1,3}} ?- ?[0-9]{{1,3}} (?:hours?|minutes?|miles?) {_EACH}"
        r"(?! [a-z])",
        "Yes, «1 - 19» hours a week",
        " a day| a week| a fortnight| a month| a term| a year|per |each |every ",
        hint=r"[0-9] ?- ?[0-9]",
        also_sure=True,
    ),
    exclusion(
        "band",
        r"(?<![0-9.,£])[0-9]{1,3} ?- ?[0-9]{1,3},? (?P<n>[0-9]{1,3}) ?\+(?! ?[0-9])",
        "«16»-«34» «55»-«74» «75»+ Couples",
        "+",
        hint=r"[0-9] ?\+",
    ),
    exclusion(
        "footnote mark",
        r"^\s*(?P<n>[0-9]{1,2}) (?=(?:[a-z]{1,4} ){0,3}[A-Z][\w' -]{1,40}, [A-Z]\.)",
        "«1» van der Ponds, J., and Marsh, T. found 12 boats",
        cased=True,
        hint=r"[0-9] [A-Za-z]",
    ),
    exclusion(
        "name",
        r"(?:^|(?<=[.?!] ))(?:Facilitator|Interviewer|Interviewee|Moderator|Participant|Respondent"
        r"|Speaker|Researcher|Witness) (?P<n>[0-9]{1,2})(?=: ?[\"'A-Z])",
        "Facilitator «1»: And were all 12 boats sold?",
        "facilitator|interviewe|moderator|participant|respondent|speaker|researcher|witness",
        cased=True,
    ),
    exclusion(
        "statistical test",
        rf"(?<![a-z])[a-zχ][²2]?(?:\([0-9, ]+\))? ?= ?-?{_NUMBER}"
        rf"(?:, (?:v|df|n) ?= ?[0-9]+)?, p ?[=<>] ?0?\.[0-9]+",
        "χ = «25.49», v = «11», p = «0.008» in 12 boats",
        "p =|p=|p <|p<|p >|p>",
        also_sure=True,
    ),
    exclusion(
        "calculation",
        rf"(?<![\w.,£]){_NUMBER}(?: ?[+-] ?{_NUMBER})? (?:[x×*] {_NUMBER}|[x×*] {_NUMBER}"
        rf" [+-] {_NUMBER}) ?= ?",
        "«5» x «0.95» = 4.75",
        "x |× |* ",
        hint=r"[0-9] [x×*] [0-9]",
    ),
    exclusion(
        "calculation",
        rf"(?<![\w.,£]){_NUMBER} [+-] {_NUMBER} [x×*] {_NUMBER}(?: [+-] {_NUMBER})*(?! ?=)",
        "set at «11.65» - «5» x «0.95» + «1» for 12 boats",
        "x |× |* ",
        hint=r"[0-9] [x×*] [0-9]",
    ),
    exclusion(
        "period length",
        r"(?<![0-9.,£])[0-9]{1,2} ?- ?y(?:r|ear)?(?= [a-z])",
        "the «5»-y spread rose to 12",
        "-y|- y",
        hint=r"[0-9] ?- ?y",
    ),
    exclusion(
        "reference",
        r"^\s*notes? (?P<n>[0-9]{1,2})(?:/(?P<n2>[0-9]{1,2}))+\s*$",
        "Note «5»/«6»",
        "note",
    ),
    exclusion(
        "reference",
        r"\bIDs?:? (?P<n>[0-9]{1,4})[a-z]?(?:-(?P<n2>[0-9]{2,6}))?(?![0-9%]|[.,][0-9])"
        r"(?! (?:card|number)s?\b)",
        "see PPG ID «2»a-«003» and 12 boats",
        cased=True,
        hint=r"IDs?:? [0-9]",
    ),
    exclusion(
        "reference",
        r"(?<![0-9/])[0-9]{2}/[A-Z]{1,4}/[0-9]{3,5}(?![0-9])",
        "«15»/EQ/«0364» Enquiry about 431 homes",
        cased=True,
        hint=r"[0-9]/[A-Z]",
    ),
)
