"""One entry of a list of who was there: "Dr Ann Bell, Police (AB) – Chair" to name, organisation, role and initials."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wapentake.reading.persons import drop_titles, has_title, is_initials, is_name, is_person
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.terms.names import fold_text, initials_of

_PEOPLE = load_phrases("people")
_ROLES = {
    **dict.fromkeys(_PEOPLE["chairs"], "chair"),
    **dict.fromkeys(_PEOPLE["vice_chairs"], "vice-chair"),
    **dict.fromkeys(_PEOPLE["secretaries"], "secretary"),
    **dict.fromkeys(_PEOPLE["treasurers"], "treasurer"),
}
_DEPUTY = re.compile(rf"(?:{any_of('people', 'deputies')})\s+(?P<who>.+)$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]?")
_AFTER_NAME = re.compile(r"\s*(?:,|;|:|\s[-–—]+\s?|[–—]|\t|\s{2,}|\s/\s)\s*|\s*(?=[(\[])")
_BREAK = re.compile(
    r"[(\[]|[)\]](?P<next>[ .–-]+(?=[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+(?: \(|:)))?|\s*(?:[,;•]|\band\b|&|\n)\s*"
)
_INNER_LABEL = re.compile(r"^[A-Z][A-Za-z ]{2,30}:\s*")
_LAST_INITIALS = re.compile(r"\s+([A-Z]{2,4}[a-z]?)$")
_FOOT = re.compile(
    r"\s*(?:[–-]\s*)?(?:\bitems?\b|\bfor item|\bfrom \d|\buntil\b|\bleft at|\barrived|\bvia\b|\bby phone\b"
    r"|\bpart\b).*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in a list: where the name stands (offsets in the list's words) and what stands beside it."""

    name: str
    start: int
    end: int
    organisation: str | None = None
    role: str | None = None
    initials: str | None = None
    deputy_for: str | None = None


def read_list(words: str) -> list[Entry]:
    """Return the entries of a run-on list: parts that are no person belong to the person before them."""
    entries: list[Entry] = []
    titled = bool(re.match(r"\s*(?:Councillors|Cllrs?)\b", words))
    for start, part in _parts(words):
        label = _INNER_LABEL.match(part)
        if label:
            start, part = start + label.end(), part[label.end() :]
        entry = read_entry(part, start, surname=titled)
        if entry:
            entries.append(entry)
        elif entries:
            entries[-1] = _with_remark(entries[-1], part.strip(" .()–-"))
    return entries


def _parts(words: str) -> list[tuple[int, str]]:
    """Return the parts of a list with their offsets; commas inside brackets do not part."""
    closed = words.count("(") + words.count("[") <= words.count(")") + words.count("]")
    parts, at, depth = [], 0, 0
    for found in _BREAK.finditer(words):
        if found[0][0] in "([":
            depth += closed
            continue
        if found[0][0] in ")]":
            depth = max(0, depth - 1)
            if not found["next"]:
                continue
            parts.append((at, words[at : found.start() + 1]))
            at = found.end()
        elif not depth:
            parts.append((at, words[at : found.start()]))
            at = found.end()
    parts.append((at, words[at:]))
    return [(start, part) for start, part in parts if part.strip(" .")]


def read_entry(words: str, offset: int = 0, *, surname: bool = False) -> Entry | None:
    """Return the entry that words are, or None where they do not begin with a person's name.

    `surname` lets a bare surname pass ("Cllrs Smith, Jones and Brown").
    """
    body = words.rstrip(" .,;")
    lead = len(body) - len(body.lstrip(" *–-•"))
    if body.startswith("from ", lead):
        lead += 5
    found = _AFTER_NAME.search(body, lead + 1)
    name, rest = (body[lead : found.start()], body[found.start() :]) if found else (body[lead:], "")
    initials = None
    last = _LAST_INITIALS.search(name)
    if last and is_name(name[: last.start()]) and fits_name(last[1], name[: last.start()]):
        name, initials = name[: last.start()], last[1]
    if not is_person(name) and not (surname and re.fullmatch(r"(?:[A-Z]\.? ?)?[A-Z][A-Za-z'’-]+", name.strip())):
        name, rest = _leading_name(body[lead:])
        if not name:
            return None
    bare = drop_titles(name)
    at = offset + words.find(bare, lead)
    entry = Entry(bare, at, at + len(bare), initials=initials)
    for remark in _remarks(rest):
        entry = _with_remark(entry, remark)
    return entry


def _leading_name(words: str) -> tuple[str, str]:
    """Return the name at the start of words that run on with no mark between: "Jo May HMCTS" gives "Jo May"."""
    parts = words.split(" ")
    titled = 1 if has_title(words) and len(parts) > 2 else 0
    for take in (titled + 2, titled + 3):
        name, rest = " ".join(parts[:take]), " ".join(parts[take:])
        if (rest and rest[0].isalpha() and is_name(name) and not rest[0].islower()) or (
            is_name(name) and rest.startswith(("practising", "("))
        ):
            return name, rest
    return "", ""


def _remarks(rest: str) -> list[str]:
    """Return what stands after a name, part by part: what is in brackets, and what commas and dashes part."""
    remarks: list[str] = []
    at = 0
    for bracket in _BRACKET.finditer(rest):
        remarks += _plain_remarks(rest[at : bracket.start()])
        remarks.append(bracket[1])
        at = bracket.end()
    return [one for one in [*remarks, *_plain_remarks(rest[at:])] if one]


def _plain_remarks(words: str) -> list[str]:
    return [
        bare for part in re.split(r"\s[-–—]+\s?|[–—\t]|^\s*[-,;:/]|\s/\s", words) if (bare := part.strip(" ,;:.-*\n"))
    ]


def _with_remark(entry: Entry, remark: str) -> Entry:
    """Return the entry with what a remark says of the person: initials, a role, whom they stand in for, a body."""
    bare = " ".join(remark.split())
    folded = fold_text(bare).strip(" .")
    if is_initials(bare) and entry.initials is None and fits_name(bare, entry.name):
        return replace(entry, initials=bare)
    if folded in _ROLES:
        return replace(entry, role=entry.role or _ROLES[folded])
    deputy = _DEPUTY.match(bare)
    if deputy and is_person(deputy["who"].split(",")[0].strip()):
        return replace(entry, deputy_for=drop_titles(deputy["who"].split(",")[0]), role=entry.role or "deputy")
    last = _LAST_INITIALS.search(" " + bare)
    if last and fits_name(last[1], entry.name) and len(bare) > len(last[1]):
        entry, bare = replace(entry, initials=entry.initials or last[1]), bare[: -len(last[1])].strip(" ,-–")
    bare = _FOOT.sub("", bare).strip(" ,-–")
    if not bare or (entry.organisation and bare.casefold() in entry.organisation.casefold()):
        return entry
    role = next((kind for word, kind in _ROLES.items() if word in folded.split(",")[0].split(" and ")), None)
    if entry.organisation:
        return replace(entry, role=entry.role or role)
    return replace(entry, organisation=bare.strip("() "), role=entry.role or role)


def fits_name(initials: str, name: str) -> bool:
    """Whether initials can be those of a name: first and last letters agree ("MCa" is Margaret Carey)."""
    letters = initials_of(name)
    capitals = [c for c in initials if c.isupper()]
    return len(letters) > 1 and capitals[0] == letters[0] and capitals[-1] in letters[1:]
