"""Numbers of the calendar and the clock: dates, periods, their lengths, times of day."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import (
    ABOUT,
    DAY,
    KIND,
    MONTH,
    MONTH_CUES,
    NUMBER,
    SPAN,
    SPAN_CUES,
    YEAR,
    exclusion,
)
from extractor.annotations.periods.words import COUNTED, OF_PAPERS
from extractor.months import BEGINNINGS

# Words that no number counts: "in '19 there were". "'12 children left" opens a quotation.
_NO_COUNT = r"(?:that|which|when|where|the|there|we|it|they|he|she|this|these|our)"
_UP_TO_18 = (
    r"(?:(?<![0-9.,£])(?:[1-9]|1[0-8])(?![0-9]|[.,][0-9])|(?:two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh)teen)(?![a-z-]))"
)
_TO = r"(?: ?[-/&] ?| to | and |, )"

DATES = (
    exclusion(
        "date",
        rf"(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:{YEAR}|[0-9]{{2}})"
        rf"(?![0-9])|(?<![0-9]){YEAR}-[01][0-9]-[0-3][0-9](?![0-9])",
        "on «31»/«03»/«2019» we had 12",
        "/|-|.",
        at_number=True,
    ),
    exclusion(
        "date",
        rf"(?:{DAY}(?:,| of)?{_TO})?{DAY}(?: of)?[ -]?{MONTH}(?<!may)"
        rf"(?:[ ,-]+(?:{YEAR}|'?[0-9]{{2}}(?![0-9.,%a-z]| ?%| [a-z])))?",
        "At «31» March «2020», 12 were placed",
        MONTH_CUES,
        hint="[0-9] ?(?:st|nd|rd|th)?(?: of)?[ -]?[jfmasond][aepuco][nbrylgptvc]",
    ),
    exclusion(
        "date",
        rf"(?:{DAY}(?:,| of)?{_TO})?{DAY}(?: of)? may(?=[ ,]+{YEAR}| (?:and|to|-)|\s*[.,;:)]|\s*$)"
        rf"(?:[ ,]+{YEAR})?|(?<= on )[0-9]{{1,2}} may(?![a-z])",
        "the 12 children of «3» May «2019»",
        "may",
    ),
    exclusion(
        "date",
        rf"(?<![a-z]){MONTH}(?: ?(?:to|-|/|and) ?{MONTH})?[ ,-]*(?:{DAY}(?:,? (?:to|-|and) {DAY})?"
        rf",? )?(?:end |and )?{YEAR}|(?<![a-z]){MONTH} (?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)"
        rf"|(?<![a-z]){MONTH}[ -]?'[0-9]{{2}}(?![0-9])|(?<![a-z]){MONTH}-[0-9]{{2}}(?![0-9%])"
        rf"|^\s*{MONTH} [0-9]{{2}}\s*$"
        rf"|(?:^|(?<=by )|(?<=on )|(?<=at )|(?<=since )|(?<=until )|(?<=before )|(?<=after ))"
        rf"{MONTH} (?:0?[1-9]|[12][0-9]|3[01])(?=, (?!{MONTH}))",
        "in April «2019» 12 children",
        MONTH_CUES,
    ),
    exclusion(
        "date",
        rf"(?<![a-z]){MONTH}(?: ?/ ?{MONTH})?(?<![. ])[0-9]{{2}}(?![0-9%a-z]|[.,:][0-9])"
        r"|(?<![0-9])(?:19|20)[0-9]{2}(?=年)|(?<![0-9])[0-9]{1,2}(?=月[0-9])|(?<=月)[0-9]{1,2}(?=日)",
        "costs of Nov/Dec«16»",
        hint=r"[a-z][0-9]{2}|[0-9][年月日]",
    ),
    exclusion(
        "date",
        rf"(?<![a-z])(?:in|of|to|by|from|since|until|till|for|before|after|and|\() ?{MONTH} "
        r"(?:(?P<n>0[0-9])(?![0-9%]|[.,:][0-9])|(?P<n2>[12][0-9])(?=\)))"
        rf"|(?<![a-z])(?:to|by|since|until|till|before|after) {MONTH} "
        r"(?P<n3>[12][0-9])(?=[.;]?\s*$)"
        rf"|(?<![a-z])(?:between|from) {MONTH} (?P<n5>[12][0-9]) (?:and|to) {MONTH} "
        r"(?P<n6>[12][0-9])(?=\)|[.,;]?\s*$)"
        rf"|(?<![a-z]){MONTH} (?P<n4>[12][0-9])"
        r"(?= (?:forecasts?|estimates?|budget|elections?|cabinet)(?![a-z]))",
        "was fixed in June «08» and sold (in May «24»)",
        MONTH_CUES,
        hint=r"[0-9]{2}(?:\D|$)",
    ),
    exclusion(
        "date",  # not in "15 in April and in May 12", nor behind "in April 15"
        rf"^(?:(?!(?<![a-z]){MONTH} [1-9][0-9]?(?![0-9]) ).)*(?<![a-z])(?<!and )(?:in|of|from|for)"
        rf" {MONTH} (?P<n>[12][0-9])(?=[.;]?\s*$)",
        "the 12 homes opened in June «19».",
        MONTH_CUES,
        hint=r"[a-z.] [12][0-9][.;]?\s*$",
    ),
    exclusion(
        "date",
        r"(?<=[a-z.] )'(?P<n>[0-9]{2})(?![0-9%'a-z]|[.,][0-9])"
        rf"(?! (?!{_NO_COUNT}(?![a-z]))[a-z])",
        "in Proc. of Ponds '«10» that 12 left",
        hint=r"'[0-9]{2}",
    ),
    exclusion(
        "period",
        rf"(?<![0-9£.,]){YEAR} ?[-/] ?(?:{YEAR}|[0-9]{{2}}(?![0-9%]|[.,][0-9]))"
        r"(?: ?[-/] ?[0-9]{2}(?![0-9]))?|(?<![a-z])(?:f/?ye?|ye)(?: end(?:ing|ed))? ?'?[0-9]{2,4}"
        r"(?: ?[-/] ?[0-9]{2})?(?![0-9])",
        "In «2016»-«17» there were 12",
        hint="[0-9fy](?:(?<=[0-9]) ?[-/] ?[0-9]|(?<=f)/?ye? ?'?(?:end|[0-9])"
        "|(?<=y)e ?'?(?:end|[0-9]))",
    ),
    exclusion(
        "period",
        r"(?<![a-z])(?:(?!(?:(?<=in the )|(?<=ing the )|(?<=er the )|(?<=for the ))quarter [1-4] "
        rf"(?:{'|'.join(COUNTED)}"
        rf"|(?!{'|'.join(OF_PAPERS)}|is |was |has )[a-z]+s)(?![a-z]))"
        r"q(?:uarter|tr)?\.? ?(?:[1-4](?![0-9%]|[.,][0-9])|one|two|three"
        r"|four)(?![a-z])"
        r"(?:(?: ?[-/&] ?| and | to )q?[1-4](?![0-9%]|[.,][0-9]))?|[1-4]q(?![a-z])"
        r"|h(?:y ?)?[12](?![0-9])"
        rf"|half[- ]year [12](?= ?[,(/:–-]? ?{YEAR})"
        r"|(?<![0-9] )(?<!same )(?<!this )(?<!that )(?<!the )(?:week|month|period|term)"
        r" (?:no\.? )?[0-9]{1,2}(?![0-9%]|[.,][0-9]))",
        "by Q«3» 45 had",
        "q|h1|h2|hy|half|week|month|period|term",
        hint=r"[q1-4hkdm](?:(?<=q)(?:uarter|tr)?\.? ?[1-4otf]|(?<=[1-4])q"
        r"|(?<=h)(?:y ?)?[12]|(?<=h)alf[- ]year [12]"
        r"|(?<=[khdm]) (?:no\.? )?[0-9])",
    ),
    exclusion(
        "time",
        r"(?<![0-9.£])[0-9]{1,2}(?:[.:][0-5][0-9])? ?(?:am|pm|a\.m|p\.m|noon|midday"
        r"|o'clock)(?![a-z])"
        r"|(?<![0-9.,£])[0-2]?[0-9]:[0-5][0-9](?![0-9])"
        r"|(?<![0-9])[0-2][0-9][0-5][0-9] ?(?:hrs|hours)"
        r"|(?<= at )(?:[01]?[0-9]|2[0-3])\.[0-5]0(?![0-9%])(?! per)"
        r"|(?<![0-9.,£])0[0-9][0-5]0 ?(?:-|to) ?[0-2][0-9][0-5]0(?![0-9.,%])",
        "starts at «2» pm",
        hint=r"[0-9](?:0 ?(?:-|to)| ?(?:am|pm|a\.m|p\.m|noon|midday|o'clock|hrs|hours)|:[0-5]"
        r"|\.[0-5]0)",
    ),
)

LENGTHS_AND_SIZES = (
    exclusion(
        "period length",
        r"(?<![0-9.,£/-])[0-9]{1,2} [1-3]/[2-4](?![0-9/])"
        r"(?=-? ?(?:hours?|days?|weeks?|months?|years?|miles?|minutes?)(?![a-z]))",
        "rows of «2» «1»/«2» hours for 12 crews",
        hint=r"[0-9] [1-3]/[2-4]",
    ),
    exclusion(
        "period length",
        r"(?<![a-z])(?:for|wait\w*|took|taking|takes?|lasted|lasting|spent)(?: a period)?"
        r" (?:in excess of|upwards of|well over) "
        rf"(?P<n>{NUMBER}) {KIND}{SPAN}",
        "6 had a plan for in excess of «24» months",
        "in excess of|upwards of|well over",
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:children|babies|infants|toddlers|those)(?: aged)? (?:from|over|under|up to"
        rf"|between) (?P<n>{NUMBER})(?: (?:to|and) (?P<n2>{NUMBER}))? (?:months|weeks"
        r"|years)(?![a-z])",
        "12 places for children from «9» months",
        "month|week|year",
    ),
    exclusion(
        "threshold",
        rf"(?P<n>{NUMBER})(?: {KIND}{SPAN} (?:(?:or|and) (?:more|less|over|longer|fewer"
        r"|under)|plus)"
        rf"(?![a-z])| ?\+ ?{KIND}{SPAN})",
        "for «2.5» years or more",
        SPAN_CUES,
        at_number=True,
    ),
    exclusion(
        "period",
        rf"(?<![0-9a-z.,£])(?P<n>{NUMBER}) {KIND}{SPAN}(?:'s?)? (?:ago|earlier|later|before|prior"
        rf"|previously|on(?! average| (?:the |last |our |its |{YEAR}|{MONTH}))"
        rf"|since(?! (?:the |{YEAR}|{MONTH}|q[1-4]|last ))|hence)"
        r"(?![a-z])",
        "down from 30% «12» months ago",
        "ago|earlier|later|before|previous|prior| on|since|hence",
        at_number=True,
    ),
    exclusion(
        "period length",
        r"(?<![a-z])(?:last|past|previous|next|first|final|preceding|prior|recent|following|coming"
        r"|rolling|latest|every|each|all|another|further|additional|same|those|these"
        r"|remaining|other"
        r"|period of|term of|course of|space of) (?:the )?(?:about |around )?"
        rf"(?P<n>{NUMBER})(?:(?: ?- ?| to | or )(?P<n2>{NUMBER}))?[ -]{KIND}{SPAN}",
        "in the last «12» months 15 left",
        SPAN_CUES,
    ),
    exclusion(
        "period length",
        # "on average … for 29 months" is a statistic: the group holds no number, so none is taken
        r"(?<![a-z])(?P<n0>on) average,? [^.;:0-9]{1,90}? for (?:just |only )?"
        rf"[0-9.]+ {KIND}{SPAN}"
        r"|(?<![a-z])(?:(?<! of )over|in|(?<!last )(?<!lasts )(?<!lasted )for|during|across"
        r"|throughout|after|every|once) (?:the |a )?"
        rf"(?:last |past )?{ABOUT}(?!{YEAR} (?:to|and|or) )(?P<n>{NUMBER})"
        rf"(?:(?: ?- ?| to | or | and )(?P<n2>{NUMBER}))?[- ]{KIND}{SPAN}(?! old)",
        "over «three» years 40 left",
        SPAN_CUES,
    ),
    exclusion(
        "date",
        r"(?<![a-z])(?<!in )(?<!and )(?<!of )(?<!for )(?<!from )(?<!, )"
        rf"(?:{BEGINNINGS})[a-z]* (?P<n>[12][0-9])(?= ?[-–:] [a-z]|\s*$)",
        "Feb «17» - Office Salaries",
        MONTH_CUES,
    ),
    exclusion(
        "threshold",
        rf"(?<![a-z])(?:within|after) (?P<n>{NUMBER})(?:, (?P<n2>{NUMBER}))?(?:,| and| or|, and)"
        rf" (?P<n3>{NUMBER})[- ]{KIND}{SPAN}(?! old)",
        "80% supplied within «7», «15» and «30» days",
        SPAN_CUES,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])(?:within|under|"
        r"(?<!of )(?<!is )(?<!was )(?<!took )(?<!taken )between|than|least|including"
        r"|minimum of|maximum of|exceed|exceeding"
        r"|beyond|(?:out|in)side(?: of)?|before|until) (?:the |a |their )?"
        r"(?:statutory |required |usual "
        rf"|first |initial )*{ABOUT}(?P<n>{NUMBER})(?:(?: ?- ?| to | or | and )(?P<n2>{NUMBER}))?"
        rf"[- ]{KIND}{SPAN}(?! old)",
        "of 40, 35 were seen within «28» days",
        SPAN_CUES,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])(?:home|work|employment|education|training|placement|post) "
        rf"(?P<n>{NUMBER}) {KIND}{SPAN} (?:after|following|later|on)(?![a-z])",
        "Of 60, 52 were at home «91» days after their discharge",
        SPAN_CUES,
    ),
    exclusion(
        "period length",
        rf"(?P<n>{NUMBER})(?:- ?{KIND}(?:{SPAN}|weekly|monthly|yearly)(?![a-z])|"
        rf" {KIND}(?:minute|hour|day|week|month|quarter|year)(?:'s?)? (?:[a-z]+ )?(?:period|rolling"
        r"|average|plan|programme|strategy|pilot|contract|review|check|timescale|target|deadline"
        r"|window|stay|cycle|trend|fixed|project|term|visit|assessment|timeframe|limit"
        r"|standard|performance|figure|record|high|low|gap"
        r"|threshold)s?(?![a-z]))",
        "in a «12» month period 9% left",
        SPAN_CUES,
        at_number=True,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])(?:beyond|within|outside|exceed(?:ed|ing|s)?|past|longer than)"
        r" (?:the |a |their )(?:[a-z]+ ){0,2}(?:limit|maximum|timescale|deadline) of "
        rf"(?P<n>{NUMBER}) {KIND}{SPAN}",
        "11 were there beyond the legal limit of «six» weeks",
        SPAN_CUES,
    ),
    exclusion(
        "description",
        r"(?<![0-9.,£])(?P<n>[0-9](?:\.5)?)fe(?![a-z])",
        "a new «2»FE school for 420 pupils",
        "fe",
        at_number=True,
    ),
    exclusion(
        "description",
        rf"(?P<n>{NUMBER})- ?(?:bed(?:room(?:ed)?|ded)?|way|storey|page|strand|step|stage|tier|form"
        r"|seater|point|part|sided|person|class)(?![a-z])",
        "a «60»-bed home for 45 residents",
        "-",
        at_number=True,
    ),
    exclusion(
        "period length",
        rf"(?P<n>{NUMBER}) {KIND}{SPAN} (?:or (?:less|more) )?(?:per|a|each) (?:year|week"
        r"|month|day)",
        "open «3» days per week",
        SPAN_CUES,
        at_number=True,
    ),
    exclusion(
        "threshold",
        r"(?<![a-z])(?:the|a) (?:statutory|required|recommended|prescribed|permitted) "
        rf"(?P<n>{NUMBER}) {KIND}{SPAN}(?![a-z])",
        "well in excess of the statutory «26» weeks",
        "statutory|required|recommended|prescribed|permitted",
    ),
    exclusion(
        "period length",
        r"(?<![a-z])(?:out|take|takes) (?:over |more than |about "
        rf"|up to )?(?P<n>{NUMBER}) {KIND}{SPAN}(?! on average)",
        "papers go out «5» clear working days",
        "out |take",
    ),
    exclusion(
        "threshold",
        rf"(?<![a-z])at (?P<n>{NUMBER})(?:,| and| or) (?P<n2>{NUMBER}) {KIND}{SPAN}"
        rf"|(?<![a-z])(?:have|has|had|given|allowed) (?P<n3>{NUMBER}) {KIND}{SPAN} to(?![a-z])",
        "reviewed at «six» and «12» months",
        SPAN_CUES,
    ),
    exclusion(
        "age",
        r"(?<![a-z])(?:review|check|breastfe|visit|seen|old)[a-z]*(?: [a-z]+){0,3}?,? \(?"
        rf"at (?P<n>{_UP_TO_18})(?: ?- ?| to )(?P<n2>{_UP_TO_18}) (?:weeks|months)(?![a-z])",
        "breastfed at «six» to eight weeks were 41%",
        "week|month",
    ),
)
