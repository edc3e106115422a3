"""Numbers that only define another figure: ages, thresholds."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import (
    AGE,
    MILES,
    NUMBER,
    PEOPLE,
    SPAN,
    WORD,
    exclusion,
)

_OF_AGE = r"(?:1[6-9]|2[0-5]|sixteen|seventeen|eighteen|nineteen|twenty(?:-one|-five)?)"
"""Ages at which something changes for those in care."""
_THEN = rf"(?:,(?: and| or)?| and| or) {AGE}(?! {PEOPLE}| ?\()"
_TO_AGE = rf"(?: ?[-/&] ?| to ?){AGE}"
_AND_AGE = rf"(?:{_TO_AGE}(?:{_THEN}(?:{_TO_AGE})?)*| (?:and|or) {AGE}|(?:{_THEN})+)?"
_AGED = (
    r"(?<![a-z])(?:ages?d?|age groups?|age bands?|age range)(?: (?:of|between|from|the|at|is|was|as"
    r"|either|about|around|only|just|to|up to))*"
)
_OLDER = r"(?: ?(?:\+|plus)| (?:and|or) (?:over|above|under|older|younger))(?![a-z])"
# "in year 11 children left" counts children; with none of these before it, a year is a class.
_NO_TIME_BEFORE = "".join(
    f"(?<!{word} )"
    for word in (
        "in", "this", "last", "per", "each", "the", "a", "past", "one", "next", "that", "every",
        "same", "previous", "financial", "calendar", "school", "academic", "whole",
    )
)  # fmt: skip
# "in the first six months of the year 11 orders were made" counts orders; "of the Year 11 cohort"
# is of a class.
_NOT_OF_A_TIME = (
    r"(?!(?<=of the |er the |ng the |in the |or the )year [0-9]+ (?!pupil|cohort|group|student"
    r"|class|leaver|learner|girl|boy|report|looked|care|attain|exam|gcse|data|result|and|to|was|were|is|are|had"
    r"|in |at |of |who|curriculum|intake|place))"
)
AGES = (
    exclusion(
        "age",
        r"(?<=[a-z], )(?P<n>[1-9][0-9]?) years?(?: old)?(?=[\])])",
        "[Liam, care leaver, «18» years]",
        " year",
    ),
    exclusion(
        "band",
        r"(?<=')[0-9]{1,2} ?- ?[0-9]{1,2} (?:hours?|days?|times?|nights?|weeks?|portions?)(?=')",
        "52% spend at least '«2-3» hours' online",
        " hour| day| time| night| week| portion",
    ),
    exclusion(
        "age",
        r"(?:residents|children|people|population|persons|adults|men|women|males|females|pensioners"
        r"|patients) \((?:aged )?"
        r"(?P<n>[1-9][0-9])(?: ?\+| and over| or over| plus)\)",
        "52% of adults («55»+) walk",
        "+)|over)|plus)",
    ),
    exclusion(
        "age",
        r"(?:residents|children|people|population|persons|adults|those) (?:under|over) "
        r"(?P<n>1[0-9]|2[0-5]|65|75|85)(?![0-9%]|[.,][0-9]| (?:mile|day|week|month|time|p))",
        "of the residents under «18» 52 were in care",
        "under|over",
    ),
    exclusion(
        "age",
        r"(?:residents|children|people|persons|adults|those|pupils|boys|girls|babies)"
        rf" (?:under|over|below|above) {AGE}"
        r"(?=[,;:)]|\.(?![0-9])| (?:have|has|had|were|was|are|is|who|and|or|in|from|at|with|to"
        r"|will)(?![a-z]))",
        "52 children over «five» have been adopted",
        "under|over|below|above",
    ),
    exclusion(
        "band",
        r"(?<![0-9.,])[0-9]{1,2} ?- ?[0-9]{1,2} (?:hours?|days?|miles)(?= [0-9]+ [0-9])",
        "«55 - 59» hours 4 0 17",
        "hour|day|mile",
        also_sure=True,
    ),
    exclusion(
        "age",
        r"(?:their|the|early|mid|late) (?P<n>[2-9]0)s(?: and (?:(?:early|mid|late) )?"
        r"(?P<n2>[2-9]0)s)?(?![a-z])",
        "people in their «40»s and «50»s were 12%",
        "0s",
    ),
    exclusion(
        "age",
        rf"(?<=% ){AGE}(?: to |-){AGE}(?![0-9%])",
        "19% «five» to «nine» and 38% were older",
        "%",
    ),
    exclusion(
        "age",
        rf"{_AGED} {AGE}(?: ?(?:\+|plus))?{_AND_AGE}",
        "52 aged «17»-«21» and 12 were over",
        "age",
    ),
    exclusion(
        "age",
        rf"{_AGED} (?:over|under|above|below) (?:the age of )?{AGE}(?:{_THEN})*",
        "four aged under «five» and six were older",
        "age",
    ),
    exclusion(
        "age",
        rf"(?:{AGE}(?: ?-? ?(?:to|and|or) | ?- ?| ?/ ?|, | ?& ?))*{AGE}"
        rf"[- ]*years?[- ]*(?:olds?|of age"
        rf"|and (?:over|under|above|older))(?![a-z])|(?:{AGE}(?: ?- ?| to "
        rf"| and ))?{AGE}[ -]?yrs?(?! )",
        "«16»/«17» year olds",
        hint="y(?:ears?[- ]*(?:old|of age|and )|rs?(?! ))",
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:under|over|pre|post|below)(?:-| the age of "
        rf"|-the-age-of-){AGE}s?(?![0-9a-z%])"
        rf"|(?<![a-z])(?:under|over)s? {AGE}s(?![a-z])|(?<![a-z])(?:post|pre)[ -]?(?:1[468])"
        rf"(?![0-9%]|[,.][0-9])|(?<![0-9.])(?:0|birth)(?: ?-| to) ?{AGE}(?! ?%)",
        "post «16» provision",
        hint="[uopb0](?:(?:nder|ver|re|ost|elow)(?:-| the age|s? [0-9a-z-]+s|[ -]?1)"
        "|(?:irth)?(?: ?-| to))",
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?!below [0-9]+ per )(?!under (?!(?:1|5|1[5689]|2[15]) )[0-9]+ per )"
        r"(?:(?:under|below) (?P<n>(?:1[0-9]|2[0-5]|[1-9])(?![0-9%]|[,.][0-9])|one(?! of)"
        r"|two|five|sixteen|eighteen)|over (?P<n2>(?:1[0-9]|2[0-5])(?![0-9%]|[.,][0-9])))"
        r"(?=$|[ ]?[.,;:)(/|]| (?:years?(?! "
        r"[a-z]*(?:ago|period))|and|were|are|was|is|who|in|with|have|has|had|at|or|to|from"
        r"|on|living"
        r"|do|does|did|can|may|will|live|remain|stay|receive"
        r"|per|population|age|by)(?![a-z]))(?! ?%)(?! years?(?: (?:in|to|for|from|at|ago)|[.,]))",
        "18 were under «one», 52 over",
        "under|over|below",
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:beyond (?P<n>18|21)(?=$| ?[.,;:)]| (?:and|in|with)(?![a-z]))"
        r"|(?:past|after) (?P<n2>18|21)(?=$| ?[.;:)]))",
        "27 stayed with their carers beyond «18»",
        "beyond|past|after",
    ),
    exclusion(
        "age",
        # "the number … reached 21" is no age: the group is of no number, so that none is taken
        r"(?<![a-z])(?P<n0>number|total|figure|count)s?(?![a-z])[^.;:0-9]{1,90}?"
        r" reach(?:ed|es|ing)? [0-9]+"
        rf"|(?<![a-z])(?:turn(?:ed|s|ing)?|reach(?:ed|es|ing)?(?= {_OF_AGE}\b)"
        rf"|until(?: they are(?: nearly| almost| at least)?| age)?"
        r"|(?:to|at|by) age|birthday at|leav(?:e|es|ing) (?:care|school|home) at)"
        rf" (?P<n>{AGE})(?! {PEOPLE}|, {PEOPLE})(?!(?: [a-z]+)? (?:placement|case"
        rf"|home|month|week|day))",
        "turned «18» 45",
        "turn|reach|until|age|birth|leav",
    ),
    exclusion(
        "age",
        r"(?<![a-z])when (?:they|he|she|(?:the|a) (?:child|young person)) (?:was|were|is|are)"
        rf" (?:aged )?(?P<n>{AGE})(?! (?:child|young|people))",
        "24 who were in care when they were «16» were in work",
        "when ",
    ),
    exclusion(
        "age",
        rf"(?<![a-z]){_NOT_OF_A_TIME}(?:school )?(?:year|years|yr|y)(?: groups?)? ?"
        r"(?P<n>(?:1[0-3]|[1-9])s?(?![0-9%]"
        r"|[,.][0-9])(?:(?: ?- ?| to | and | ?& ?)(?:1[0-3]|[1-9])(?![0-9%]|[,.][0-9])"
        r"|, (?:1[0-3]|[1-9])(?![0-9%]|[,.][0-9]"  # "of those in Year 11, 8 (24%) passed"
        r"| \([0-9]| (?:[a-z]{2,20}ed|came|left|sat|took|met|had|got|won|made|went)(?![a-z]))"
        r"){0,12})(?! ?%)"
        r"(?! (?:child|young|people|were|had))",
        "our Year «11»s gained 5%",
        hint="y(?:ears?|r)?(?: groups?)? ?[1-9]",
    ),
    exclusion(
        "age",
        rf"(?<![a-z]){_NO_TIME_BEFORE}years? (?P<n>1[0-3]|[1-9])"
        r"(?= (?:and|to|pupil|child|young|student|girl|boy|cohort|learner))",
        "40 year «11» children left",
        "year",
    ),
    exclusion(
        "age",  # a count in the year would be followed by those it counts
        r"(?<= in )years? (?P<n>1[0-3]|[1-9])(?= (?:ha[ds]|have|who|were|was|is|are|did|achieved"
        r"|attained|sat|took|made|left|reached|gained|passed)(?![a-z]))",
        "40 pupils in year «11» had achieved it",
        "year",
    ),
    exclusion(
        "age",
        rf"(?<![a-z])(?:as (?:young|old) as|(?:child|baby|girl|boy|infant|toddler) of) (?P<n>{AGE})"
        r"(?! (?:child|people|young)|,? [0-9])",
        "12 children were as young as «seven» years",
        "young as|old as| of ",
    ),
    exclusion(
        "age",
        r"(?<![0-9.,£])(?:1[0-9]|2[0-5])[ -]?(?:\+|plus(?![a-z]))"
        r"(?! ?(?:placement|move|mile|day|month|week|session|case|children|pupil|people"
        r"|carer|hour))"
        r"|(?<![0-9.,£])(?:0|[1-9]|1[0-9]) ?(?:-|to) ?(?:[4-9]|1[0-9]|2[0-5])"
        r"(?= (?:(?:[a-z]+ ){0,2}(?:service|team|pathway|provision)s?|service|offer|team|age"
        r"|group|provision|population|cohort|pathway|programme|strategy|health|year|yrs?)(?![a-z]))"
        rf"|(?:(?<![0-9.,£])1[0-9]|sixteen|eighteen|seventeen|fifteen){_OLDER}",
        "the «11»-«15» age group",
        hint=r"[0-9n](?:[ -]?(?:\+|plus)| ?(?:-|to) ?[0-9]{1,2} [a-z]"
        "| (?:and|or) (?:over|above|under|older|younger))",
    ),
    exclusion(
        "age",
        rf"(?:(?<= were )|(?<= was )|(?<= are )|(?<=[0-9] )|(?<= and )|(?<=, ))(?:{WORD} to {WORD}"
        rf"|{WORD} (?:or|and) (?:over|under|above|older))(?! (?:child|young|people|more))",
        "52 were «one» to «four»",
        " to | over| under| above| older",
        at_number=True,
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:(?:she|he)(?:['’]s| is| was)|i(?:['’]m| am)) (?:now |only |just |still )?"
        r"(?P<n>1?[0-9])(?=[,.;:]| and | when | now)(?![.,][0-9])",
        "of 52 girls one said she's «14», and in care",
        "she|he|i",
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:leave|leaves|leaving|left) care (?:[a-z]+ly )?at (?:the age of )?"
        r"(?P<n>1[6-9]|2[0-5])(?![0-9.,%])",
        "12 children left care at «18»",
        "care",
    ),
)

_FEW = r"(?:(?<![0-9.,£])[1-5](?![0-9]|[.,][0-9])|(?<![a-z])(?:one|two|three|four|five)(?![a-z-]))"
_TO_TEN = (
    r"(?:(?<![0-9.,£])(?:[1-9]|10)(?![0-9]|[.,][0-9])"
    r"|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten)(?![a-z-]))"
)
_MOVES = r"(?:different )?(?:placement )?(?:moves|placements|changes of)(?![a-z])"
_OR_MORE = (
    r"(?: ?\+|[ -]?plus(?![a-z])"
    r"| (?:or|and) (?:more|over|above|greater|longer|fewer|less)(?![a-z]))"
)
_RANKED = r"(?:most|least) (?:deprived|disadvantaged|affluent)"
THRESHOLDS = (
    exclusion(
        "threshold",
        rf"(?<![a-z])(?:a|any) score of (?P<n>{NUMBER})(?: [a-z]+){{0,9}} (?:is|was|are) "
        r"(?:(?:the|a|our|their) (?:level|point|threshold|mark|cut-?off|trigger)(?![a-z])"
        r"|(?:regarded|considered|treated|seen|classed|taken|judged|deemed) (?:as|to|a)(?![a-z])"
        r"|(?:high|low|normal|borderline)(?![a-z]))",
        "A score of «17» on the test is the level at which nurses step in",
        "score of",
        also_sure=True,
    ),
    exclusion(
        "threshold",
        r"(?:attendance|absence|scores?|caseloads?)(?: rates?| levels?)? (?:of )?"
        r"(?:under|below|less than|above|over|more than|at least) "
        rf"(?P<n>{NUMBER})(?: ?%| per cent)?(?= (?:for|in|over|during)\b)",
        "29% having attendance of under «90»% for the past year",
        "attendance|absence|score|caseload",
        also_sure=True,
    ),
    exclusion(
        "threshold",
        rf"(?:(?:top|bottom|lowest|highest|{_RANKED}) )?(?:[0-9]{{1,2}} ?%?(?:,| and| or) )*"
        rf"[0-9]{{1,2}} ?(?:%|per cent) {_RANKED}(?![a-z])"
        rf"|(?:top|bottom|{_RANKED}) [0-9]{{1,2}} ?(?:%|per cent)",
        "12 live in the lowest «3», «10» and «20%» most deprived areas",
        "most |least |top |bottom ",
        also_sure=True,
    ),
    exclusion(
        "threshold",
        rf"(?P<n>{_TO_TEN}){_OR_MORE}(?=[ -]*(?:placement|moves?|episodes?|changes?"
        r"|sessions?|offence"
        rf"|missing|of these|sibling|schools?))|(?P<n2>{NUMBER}){_OR_MORE}(?=[ -]*(?:{SPAN}|miles?"
        rf"|times|a\*|gcse|grade|a-c|good|level|pass|sessions|hours))",
        "11 had «6»+ placement moves",
        "+|plus|or |and ",
        at_number=True,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])(?:had|have|having|has|experienced|lived in|living in|been in|saw|seen|through)"
        rf" (?:at least|no fewer than|more than|fewer than|less than) (?P<n>{_TO_TEN})"
        r" (?:different |separate |foster |missing )?"
        r"(?:placements|moves|changes of|homes|addresses|carers|social workers|schools|episodes)"
        r"(?![a-z])",
        "31% had at least «three» placements",
        "at least|no fewer|more than|fewer than|less than",
    ),
    exclusion(
        "threshold",
        rf"(?P<n>{_FEW})(?: ?\+| plus| or (?:more|fewer|less))(?! ?%)",
        "9 with «three» or more moves",
        "+|plus|or ",
        at_number=True,
    ),
    exclusion(
        "threshold",
        rf"(?P<n>{NUMBER})(?: ?a\*?| 9)(?: ?- ?| to )(?:c|4|5|g)s?(?![a-z])"
        rf"|(?P<n2>{NUMBER}) (?:gcses?(?![a-z])|good gcse)",
        "14.3% gained «5» A*-C, 12% «5» A*-Cs",
        "a-|a -|a*|9|gcse| to ",
        at_number=True,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])grades? [0-9](?: ?- ?[0-9]| and above)?|(?<![0-9])9-[145](?![0-9%])",
        "12% at grades «9»-«4»",
        "grade|9-",
    ),
    exclusion(
        "threshold",
        rf"(?P<n>{_TO_TEN}) times?(?! (?:as|more|higher|greater|the|that|larger))",
        "12 had moved «three» times",
        "time",
        at_number=True,
    ),
    exclusion(
        "threshold",
        rf"(?<![a-z])(?:more|less|fewer) than (?:once|twice|one(?! of| in| per| ?%)(?= [a-z]))"
        r"|(?<![a-z])(?:had|have|having|has|with|experienc\w+"
        rf"|after) (?P<n3>{_FEW}) (?:or more )?{_MOVES}",
        "12 had had «three» placement moves",
        "than |move|placement|changes",
    ),
    exclusion(
        "threshold",
        rf"(?<![a-z])(?:within|over|beyond|under|less than|more than|up to|further than|at least"
        rf"|outside|in excess of|exceeding|closer than|nearer than) (?:a )?(?:radius of )?"
        rf"(?P<n>{NUMBER})(?: ?\+| plus| or more)?[ -]?(?:{MILES}|mile radius)",
        "58% live within «ten» miles of home",
        "mile|km|kilomet",
    ),
    exclusion(
        "threshold",
        rf"(?P<n>{NUMBER})(?: ?(?:\+|plus)[ -]?miles?| (?:or more )?{MILES} (?:or more|or less"
        rf"|or further|away|from|radius|and over|\+|plus)|-miles?)",
        "31% live «20» plus miles from home",
        "mile|km|kilomet",
        at_number=True,
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
        "threshold",
        r"(?<![a-z])(?:miss(?:ed|es|ing)?|absent (?:for|from)|attend(?:ed|s|ing)?)"
        r"(?: at least| less than| under| below| fewer than)? (?P<n>[0-9]{1,2}) ?(?:%|per cent)"
        r"(?: or (?:more|less))? of(?: their| all| the)?(?: possible| school)?"
        r" sessions"
        r"|(?<![a-z])(?:miss(?:ed|es|ing)?|absent (?:for|from))(?: at least| more than| over)?"
        r" (?P<n2>a (?:tenth|fifth|quarter|third)|half)(?: or more)? of(?: their| all| the)?"
        r"(?: possible| school)? (?:sessions|schooling|lessons|school(?! [a-z]))",
        "persistent absence (pupils missing «10%» or more of their sessions) rose",
        "sessions|schooling|lessons|school",
        also_sure=True,
    ),
)
