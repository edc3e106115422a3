"""Names, posts, e-mail addresses and telephone numbers in headers and contact boxes."""

from __future__ import annotations

import re

from extractor.redaction.seal import revealed
from extractor.regex import regex

_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Sir|Dame|Rev|Cllr|Councillor|Councillors?)\.?"
_WORD = r"[A-Z][a-zA-Z]*(?:['’][A-Z]?[a-z]+)?(?:-[A-Z]?[a-zA-Z'’]+)?|[A-Z]\.?|d['’][A-Z][a-z]+"
_NAME = regex(rf"(?:{_TITLE}\s+)?(?:{_WORD})(?:\s+(?:{_WORD}|de|van|von|der|la|al)){{1,3}}")
_TITLED = regex(rf"{_TITLE}\s+(?:{_WORD})(?:\s+(?:{_WORD}|de|van|von|der|la|al)){{0,3}}")
_NOT_A_NAME = regex(
    r"\b(?:director|head|officer|manager|chief|service|services|council|committee|leader|member"
    r"|executive|interim|assistant|corporate|strategic|lead|deputy|team|head ?teacher|children"
    r"|children['’]s|young|people|adult|adults|social|care|education|health|public|finance|board"
    r"|panel|cabinet|report|chair(?:man|woman)?|vice|monitoring|commission(?:er|ing)|analyst"
    r"|accountant|support|learning|and|of|for|the|all|virtual|school|schools|county|city|borough"
    r"|performance|annual|parenting|telephone|email|number|division|ward|wards|none|page|agenda"
    r"|item|source|documents?|summary|background|purpose|unrestricted|data|unit|research|north"
    r"|south|east|west|safeguarding|quality|democratic|legal|inspector|consultant|governance"
    r"|transformation|operations|area|author|contact|details|family|families|early|help|section"
    r"|resources?|housing|place|communities|community|shared|review|update|strategy)\b",
    re.IGNORECASE,
)
_POST = regex(
    r"\b(?:director|head|officer|manager|chief|leader|member|chair(?:man|woman|person)?|lead"
    r"|executive|analyst|accountant|advis[oe]r|commissioner|consultant|inspector|counsel"
    r"|secretary|clerk|head ?teacher|solicitor|treasurer|strategist|specialist|coordinator)\b",
    re.IGNORECASE,
)
_DOMAIN = regex(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|org\.uk|nhs\.uk|co\.uk|com|uk)")
_PHONE = regex(r"(?<![\d/])(?:\+\s?44\s?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]?\d){7,10}(?![\d/])")
_SEPARATOR = regex(r"\s*(?:\s[–—-]\s|\s*[–—]\s*|,\s*|:\s*|\s\(|;\s)")


def email_in(text: str) -> str | None:
    """The e-mail address in `text`, repaired where white space split it ("example.g ov.uk")."""
    text = revealed(text)
    if "@" not in text:
        return None
    at = text.index("@")
    local = re.search(r"[\w.+'’-]+\s?$", text[:at])
    if local is None:
        return None
    tail = re.match(r"[\w.\s-]+", text[at + 1 :])
    joined = re.sub(r"\s", "", local[0]) + "@" + re.sub(r"\s", "", tail[0] if tail else "")
    match = _DOMAIN.match(joined)
    return match[0] if match else None


def phone_in(text: str) -> str | None:
    """The British telephone number in `text`, as printed."""
    match = _PHONE.search(revealed(text))
    return re.sub(r"\s+", " ", match[0]).strip() if match else None


def is_person(text: str) -> bool:
    """Whether `text` is one person's name and nothing else ("Dr Ann Example", "Councillor X Y")."""
    text = text.strip(" ,;")
    text = re.sub(r",?\s+(?:OBE|MBE|CBE|QC|KC|JP|MP|BEM)\b\.?", "", text)
    if _TITLED.fullmatch(text):
        return True
    return bool(_NAME.fullmatch(text)) and not _NOT_A_NAME.search(text) and not text.isupper()


def is_post(text: str) -> bool:
    """Whether `text` names a post ("Head of Fostering")."""
    return bool(_POST.search(text)) and len(text) < 160


def person_and_post(text: str) -> tuple[str | None, str | None]:
    """Name and post from the value of a "From:" line; None for the one that is missing.

    Understands "Ann Example – Service Director, Children", "Service Director, Ann Example" and a
    post alone; anything else returns (None, None).
    """
    text = re.sub(r"\s+", " ", text).strip(" ,;.")
    if is_person(text):
        return text, None
    for match in _SEPARATOR.finditer(text):
        before, after = text[: match.start()].strip(), text[match.end() :].strip(" )")
        if is_person(before) and after:
            return before, after
        if is_person(after) and is_post(before):
            return after, before
    return None, (text if is_post(text) else None)
