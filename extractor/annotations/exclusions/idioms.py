"""Number words that are pronouns and turns of phrase, and people in anecdotes."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import NOUNS, NUMBER, exclusion
from extractor.months import TITLED

_TELLS = (
    r"(?:said|told|commented|described|explained|spoke|felt|reported|asked|wrote|added|noted|stated"
    r"|queried|raised|suggested|summed|thought|talked|expressed|shared|recalled|remembered)"
)
_PERSON = (
    r"(?:young person|child|parent|carer|care leaver|pupil|young man|young woman|girl|boy"
    r"|foster carer|adopter|member|councillor|social worker|person|mother|father|of them)"
)
_ONE = (
    r"no one|any ?one|every one|each one|this one|that one|which one|one another|one or other"
    r"|the one(?! (?:million|hundred|thousand|child|home|young|placement|case|referral"
    r"|adopt))|one(?:-| )to(?:-| )ones?"
    r"|one(?:-| )off|one(?:-| )on(?:-| )one"
    r"|one(?:-| )stop|one hand|one way|one day|one side|one time|one point|one stage"
    r"|one place|one year on|one size|one's|one and only|one and all|one by one|one or (?:two|more)"
    r"|one must|one can|one could|one should|one might|one would|day one|year one|square one"
    r"|number one|team one|from one|as one|at one|one or another"
    r"|(?<!was )(?<!were )(?<!been )one such"
    r"|one thing|one area|one aspect|one example|one issue|one reason|one key|one council|one team"
    r"|one and the same|one more(?! than)|one world|one public|one view|one front"
    r"|one voice|one vision"
    r"|one plan|one page|one-way"
)
_OTHERS = (
    r"two-way|two way|three-way|four-way|two-tier|two-thirds of the way|zero tolerance|zero hours?"
    r"|net zero|ground zero|zero-based|second to none|none the less|bar none|none other|none too"
    r"|in two minds|all fours"
)
# A first name with an age after it, and what only a person does, tell of one child: none of
# that sentence is a statistic. "Quarter 3, saw 2,786" and "Kent is 12, up from 9" do not.
_NO_NAME = (
    r"(?!(?:Quarter|Year|Week|Month|Term|Stage|Table|Figure|Section|Part|Item|Page|Band|Level|Phase"
    rf"|{TITLED}"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday|In|At|On|By|Of|For|From|Since|Until|Over|Under|Around|About|Only|Total)\b)"
)
_CHILD_AGE = r"(?:[1-9]|1[0-9]|2[0-5])(?![0-9])"
_ONE_DOES = (
    r"(?:who|has|had|is|was|lives|lived|came|comes|moved|went|became|joined|left|started|entered"
    r"|says|said|told|loves|enjoys|likes|wants|wanted|attends|attended|describes|described"
    r"|and|from|he|she|they|his|her|a|an|now|currently|previously|recently)(?![a-z])"
)
_ONLY_ONE_DOES = (
    r"(?:who|lives|lived|came|comes|moved|joined|says|said|told|loves|enjoys|likes|wants|wanted"
    r"|attends|attended|he|she|his|her)(?![a-z])"
)
_OPENS = r"(?:^|[.;:] |[“\"'])"
_CASE = (
    rf"(?:{_OPENS}(?:Boy|Girl|Male|Female|Young (?:man|woman|person)),?"
    rf" \(?(?:aged )?{_CHILD_AGE}\)?,"
    rf"|{_OPENS}{_NO_NAME}[A-Z][a-z]+(?: \([A-Z][a-z]+\))?,? (?:"
    rf"\(?(?:who is |aged )?{_CHILD_AGE}\)?, (?={_ONE_DOES})|who is {_CHILD_AGE},"
    rf"|is (?:a )?{_CHILD_AGE}(?:[ -]years?[ -]old(?:,| and)|(?:,| and) (?={_ONLY_ONE_DOES})))"
    r")[^.]*"
)
_UP_TO_12 = (
    r"(?:(?<![0-9.,£])(?:[2-9]|1[0-2])(?![0-9]|[.,][0-9])"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![a-z-]))"
)
# What says that "1 being … and 10 being …" are the ends of a scale.
_MARKS = r"(?:scales?|scor(?:e|es|ed|ing)|ratings?|to rate|to mark)"
_LOW_OR_HIGH = (
    r"(?:the |very |extremely )?(?:low(?:est)?|high(?:est)?|best|worst|poor(?:est)?|excellent"
    r"|not at all|least|most)"
)
IDIOMS = (
    exclusion(
        "case study",
        _CASE,
        "Joe, «17», has lived in «4» placements",
        cased=True,
        also_sure=True,
        hint=r"[0-9](?:\)?,|(?:[ -]years?[ -]old)?(?:,| and))",
    ),
    exclusion(
        "list count",
        rf"(?<![a-z])(?<!data )(?<!sample )(?<!cohort )sets? of (?P<n>{_UP_TO_12})"
        rf"(?= [a-z]+)(?! (?:were|are|had|have|{NOUNS}))",
        "a set of «six» oars for 12 boats",
        "set of |sets of ",
    ),
    exclusion(
        "idiom",
        r"(?<![a-z])(?P<n>one) (?:for|from|in|at|on) (?:each|every)(?![a-z])",
        "there are ten rings, «one» for each finger",
        "one for |one from |one in |one at |one on ",
    ),
    exclusion(
        "code",
        rf"(?<![a-z])(?:{_MARKS}(?![a-z])[^.;]{{0,60}}?(?<![a-z])(?:where|with)"
        r" (?P<n>[01]) (?:is|means|being|=) [^,;.()]{3,60}? and"
        r" (?P<n2>[2-9]|10|100) (?:is|means|being|=) "
        r"|(?:where|with) (?P<n3>[01]) (?:is|means|being|=)"
        rf" {_LOW_OR_HIGH}(?![a-z])[^,;.()]{{0,60}}? and"
        r" (?P<n4>[2-9]|10|100) (?:is|means|being|=) )",
        "on a scale where «0» is not at all safe and «10» is very safe, 12 said 7",
        "where |with ",
    ),
    exclusion(
        "code",
        r"\{[0-9][0-9., …]*\}",
        "the set {«0», «1», ..., «1»} of 12 marks",
        hint=r"\{[0-9]",
    ),
    exclusion(
        "idiom",
        r"(?<![a-z])(?:an? |one )?third[- ]part(?:y|ies)(?![a-z])",
        "12 were seen by «a third»-party provider",
        "third",
        also_sure=True,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])at least (?P<n>one|once)(?= [a-z]+)",
        "received at least «one» suspension",
        "at least on",
    ),
    exclusion(
        "anecdote",
        rf"(?<![a-z])one(?= {_PERSON}(?: [a-z]+){{0,5}}? {_TELLS}(?![a-z]))"
        rf"|(?:for example|for instance|in one case),? (?P<n>one)(?= {_PERSON}(?![a-z]))",
        "«One» young person said that 12 had left",
        "one ",
    ),
    exclusion(
        "anecdote",
        r"(?<![a-z])in (?P<n>one|two|three|four) (?:of the )?(?:[a-z]+ )?(?:cases?|instances?"
        r"|examples?)(?= (?:seen|sampled|tracked|reviewed|examined|looked at|where|that|inspectors)"
        r"|,)",
        "In «one» case seen, 12 visits were late",
        "case|instance|example",
    ),
    exclusion(
        "list count",
        r"(?<![a-z])(?:between|of|in|for|across) the (?P<n>two|three|four)"
        r"(?= (?:groups|cohorts|areas"
        r"|periods|datasets|measures|teams|councils|authorities|years|sets|phases)(?![a-z]))",
        "the gap between the «two» groups is 5 points",
        "the ",
    ),
    exclusion(
        "idiom",
        rf"(?<![a-z])(?:{_ONE}|{_OTHERS})(?![a-z])"
        r"|(?<![a-z-])(?<!all but )(?<!only )one of (?:the|our"
        rf"|its|their|these|those|his|her|your|my|many|several|a|them)(?![a-z])"
        rf"(?! (?:{NUMBER})(?! (?:most|main|key)))",
        "«one» of the most",
        "one|two|three|four|zero|none",
    ),
    exclusion(
        "pronoun",
        r"(?<![a-z])(?:subject to|on|without|needed|needs|received|have|has|had|having) (?P<n>one)"
        r"(?=[.;:)]|,(?! child)| at | in | by | from | since | when | before | after | on |$)",
        "282 children were subject to «one» at the peak",
        "one",
    ),
    exclusion(
        "one of many",
        r"(?<![a-z])for (?:just |only )?(?P<n>one) "
        r"(?:child|young person|family|placement)(?![a-z])",
        "an increase of £100,000 for just «one» child",
        "one",
    ),
)
