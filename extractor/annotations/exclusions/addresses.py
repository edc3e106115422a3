"""Numbers of addresses, postcodes, telephones and citations, and those of garbled text."""

from __future__ import annotations

from extractor.annotations.exclusions.patterns import NOUNS, exclusion

ADDRESSES = (
    exclusion(
        "e-mail or address",
        r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
        r"|(?<![\w.-])(?:[a-z0-9-]+\.){1,6}(?:uk|com|org|net|info|eu|int)(?![a-z0-9])(?:/\S*)?"
        r"|(?<![\w.])(?:doi: ?)?10\.[0-9]{4,6}/\S+",
        "write to team«7»@fenby.gov.uk",
        "@|://|www.|.uk|.com|.org|.net|.info|.eu|.int|10.",
        also_sure=True,
    ),
    exclusion(
        "e-mail or address",
        r"[0-9]+(?=\.(?:pdf|docx?|xlsx?|pptx?|csv|html?|png|jpe?g)(?![a-z]))",
        "saved as huts_part_«4».pdf with 12 pages",
        ".pdf|.doc|.xls|.ppt|.csv|.htm|.png|.jp",
        at_number=True,
    ),
    exclusion(
        "e-mail or address",  # the rest of an address that a line end parts
        r"(?<!\S)(?=[^\s/]{0,80}/?[^\s/]{0,80}[a-z]/)(?:[\w.=&-]{0,80}/){3,}[\w.=&-]*",
        "«1»/yrr/«1»/cid/«4»/page-options and 9% left",
        "/",
        also_sure=True,
    ),
    exclusion(
        "e-mail or address",
        r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2} (?P<n>[0-9]{1,4})[A-Za-z]?"
        r"(?=(?: [A-Z][a-z’'-]{2,20}){1,3}(?:\s*$|,| [A-Z]{1,2}[0-9]))",
        "Huts Mall SE«1» «6»TE «28» Fen Square London",
        hint=r"[0-9][A-Z]{2} [0-9]",
        cased=True,
    ),
    exclusion(
        "e-mail or address",
        r"(?<!\S)\S*[a-z/=&]%[0-9a-f]{2}\S*",
        "?text=this%«20»graph%«2»C and 9% left",
        "%",
        also_sure=True,
    ),
    exclusion(
        "citation",
        r"(?![0-2]?[0-9]:[0-5][0-9] ?- ?[0-9]+:)"
        r"(?:(?<=; )|(?<=;)|(?<=vol )|(?<=vol\. )|(?<=[a-z] ))"
        r"[0-9]{1,3}(?: ?\([0-9]{1,3}\))?: ?[0-9]{1,5} ?- ?[0-9]{1,5}(?![0-9%])"
        r"|(?<![0-9.,£:/-])[0-9]{1,3} ?\([0-9]{1,3}\)[:,] ?(?:pp?\.? ?)?"
        r"[0-9]{1,5} ?- ?[0-9]{1,5}(?![0-9%])",
        "Archives; «28»: «86»-«88» says that 12 left",
        hint=r"[0-9)][:,] ?[p0-9]",
    ),
    exclusion(
        "citation",
        r"(?<![a-z0-9])e(?P<n>[0-9]{1,5}) ?- ?e(?P<n2>[0-9]{1,5})(?![0-9])",
        "The Journal of Ponds, e«496»-e«503» says that 12 left",
        hint=r"e[0-9]",
    ),
    exclusion(
        "citation",
        r"(?<=[a-z], )[0-9]{1,3}(?:\([0-9]{1,3}\))?, ?(?:pp?\.? ?)?[0-9]{1,5} ?[-–] ?[0-9]{1,5}\.",
        "Journal of Ponds, «25», «68»-«81».",
        cased=True,
        hint=r"[0-9)], ?(?:pp?\.? ?)?[0-9]{1,5} ?[-–]",
    ),
    exclusion(
        "citation",
        r"(?<=[a-z], )[0-9]{1,3}\([0-9]{1,3}\), ?(?:pp?\.? ?)?[0-9]{1,5}(?=\.?\s*$|\. [A-Z])",
        "BMC Ponds, «8»(«1»), «70».",
        cased=True,
        hint=r"[0-9]\([0-9]{1,3}\), ?[0-9p]",
    ),
    exclusion(
        "citation",  # "Ponds, 175(6), e210054. https://…", "Ponds, 38, 55-64, doi: …"
        r"(?<=[a-z], )[0-9]{1,3}(?:\((?:[0-9]{1,4}|Pt [A-Z]|Suppl?[^)]{0,12})\)(?:, ?e?[0-9]{1,7})?"
        r"|, ?[0-9]{1,5} ?[-–] ?[0-9]{1,5})(?=[.,;]? (?:https?:|www\.|doi|DOI|e[0-9]))",
        "BMC Ponds, «175»(«6»), e«210054». https://ponds.org says 12",
        cased=True,
        hint=r"[0-9)]?[.,;]? (?:http|www|doi|DOI|e[0-9])",
    ),
    exclusion(
        "reference",
        r"(?<![0-9.,£])(?P<n>[0-9]{4,6})(?= \([A-Z]{1,4}[0-9]{1,3}\.[0-9]{1,3}\))",
        "the sites are «40382» (LP«39».03) and 12 huts",
        cased=True,
        hint=r"[0-9] \([A-Z]{1,4}[0-9]",
    ),
    exclusion(
        "name",
        r"\b[2-6]G(?![A-Za-z0-9])",
        "«4»G masts on 12 huts",
        "2g|3g|4g|5g|6g",
        cased=True,
    ),
    exclusion(
        "name",
        r"\b(?:Super ?[Hh]ighway|CSH|Junction|Terminal|Platform) (?P<n>[0-9]{1,2})"
        rf"(?![0-9%]|[.,][0-9]| {NOUNS})",
        "along Cycle Super Highway «7»",
        "highway |csh |junction |terminal |platform ",
        cased=True,
    ),
    exclusion(
        "reference",
        r"\b(?:Unit|Flat|Suite|Plot) [0-9]{1,4}[a-z]?[0-9]*(?= [A-Z])",
        "Unit «2»b«01» Mill House",
        "unit|flat|suite|plot",
        cased=True,
    ),
    exclusion(
        "reference",
        r"\b[A-Z]{1,3}[0-9]{1,3}\((?P<n>[0-9]{1,2})\)",
        "5% of homes meet Requirement M«4»(«3»)",
        hint=r"[0-9]\([0-9]",
        cased=True,
    ),
    exclusion(
        "reference",
        r"\b(?:Forms?|Notice|Policy|Publications?|Pub\.|Schedule|Circular|Bulletin|Directive"
        r"|Resolution|Conclusion|Decision|Report|Document|Contract|Application|Definition|Theorem|Lemma"
        r"|Proposition|Corollary|Equation|Eq\.|Example|Algorithm|Listing|Scenario)"
        r" (?P<n>[0-9]{1,6}[A-Z]{0,3}(?:[-/.][0-9]{1,6}[A-Z]?|-[A-Z]{1,3})*)(?![0-9%]|[,.][0-9])"
        rf"(?! (?:of|in)\b)(?! {NOUNS})",
        "say on Form «1040»NR that Policy «3.6» covers 12 sites",
        "form|notice|policy|pub|schedule|circular|bulletin|directive|resolution|conclusion"
        "|decision|report|document|contract|application|definition|theorem|lemma|proposition"
        "|corollary|equation|eq.|example|algorithm|listing|scenario",
        cased=True,
    ),
    exclusion(
        "e-mail or address",
        r"(?<![0-9,.£/-])[0-9]{1,4}(?: ?- ?[0-9]{1,4})?[A-Za-z]?,?(?: [A-Z][A-Za-z’']{1,20}){1,3}"
        r" (?i:Road|Rd|Street|Lane|Avenue|Ave|Close|Drive|Crescent|Gardens|Terrace|Grove|Mews)\b",
        "«153» - «157» Station Road and 12 other sites",
        "road|rd|street|lane|ave|close|drive|crescent|gardens|terrace|grove|mews",
        cased=True,
    ),
    exclusion(
        "e-mail or address",  # a text that is an address and nothing else
        r"^\W*(?P<n>[0-9]{1,4})[A-Za-z]?(?: ?- ?(?P<n2>[0-9]{1,4})[A-Za-z]?)?,?"
        r"(?: (?:[A-Z][\w’'-]{1,20}|of|the|and)){1,4},? (?:Road|Street|Lane|Avenue|Close|Drive|Way"
        r"|Place|Square|Court|House|Row|Walk|Hill|Park|Yard|Wharf|Terrace|Gardens|Mews|Estate"
        r"|Crescent|Grove)\W*$",
        "«19», Mill Pond Court",
        "road|street|lane|avenue|close|drive|way|place|square|court|house|row|walk|hill|park|yard"
        "|wharf|terrace|gardens|mews|estate|crescent|grove",
        cased=True,
    ),
    exclusion(
        "e-mail or address",  # "SE1" at the end of a street shows what the numbers before it are
        r"\b[0-9]{1,4}[A-Za-z]?"
        r"(?:,? (?:[A-Z][\w’'-]{0,20}|[0-9]{1,4}[A-Za-z]?|of|and|the|-)){1,10},?"
        r" (?:Road|Street|Causeway|Way|Place|Square|Court|House|Row|Walk|Hill|Lane|Park|Yard|Wharf"
        r"|Terrace|Gardens|Avenue|Close|Drive|Mews|Buildings|Centre),?"
        r" [A-Z]{1,2}[0-9][0-9A-Z]?\b(?![.,]?[0-9%])",
        "«220» Mill Heights «119» Fen Causeway SE«1»",
        hint=r"[a-z],? [A-Z]{1,2}[0-9]",
        cased=True,
    ),
    exclusion(
        "name",
        r"\bOne(?= [A-Z][a-z])(?! (?:Looked|Child|Care|Young|Social|Foster|Placement|Boy|Girl))",
        "«One» Adoption Fenland approved 12 households",
        "one",
        cased=True,
    ),
    exclusion(
        "postcode",
        r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b",
        "Fenby FB«1» «2»QQ",
        hint=r"[A-Z][0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b",
        cased=True,
    ),
    exclusion(
        "e-mail or address",
        r"\b[0-9]{1,4}[A-Za-z]?(?:,? (?:[A-Z][\w’'-]{0,20}|[0-9]{1,4}[A-Z]?|of|and|the)){1,10},?"
        r" [A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b",
        "Flat «27» Mill House «4» Fen Road Fenby FB«1» «2»QQ",
        hint=r"[A-Z][0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b",
        cased=True,
    ),
    exclusion(
        "phone",
        r"(?<![0-9,.£])(?:\+44 ?\(?0?\)?|\(?0)[0-9]{2,4}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,6}(?![0-9])"
        r"|(?<![0-9,.£])0[0-9]{9,10}(?![0-9])|(?<![a-z])(?:ext|extension|tel|telephone|phone|fax)"
        r"\.?:? ?[0-9][0-9 ]*",
        "ring «01632» «960123»",
        hint=r"0(?<![0-9,.£]0)[0-9]|\+44|ext|tel|phone|fax",
    ),
    exclusion(
        "garbled text",  # the letters of a font that says nothing of what they are
        r"(?<!\S)(?=\S*[0-9])(?=\S*(?:<>|[<>][@#?!&]|[@#?!&][<>]|[?&@!]#|#[?&@!]))(?!\S*://)"
        r"(?:[^\s<>@#?!&]*[<>@#?!&]){4,}\S*",
        "<>;?«7»=#«3»$(b# and 12 left",
        hint=r"[<>@#?!&][<>@#?!&]",
        also_sure=True,
    ),
)
