"""One entry of a list of who was there: "Dr Ann Bell, Police (AB) – Chair" to name, organisation, role and initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.reading.persons import (
    drop_titles,
    has_title,
    is_first_name,
    is_initials,
    is_name,
    is_person,
    strip_parenthesis,
)
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.terms.names import fold_text, initials_of

_PEOPLE = load_phrases("people")
_ROLES = {"chairs": "chair", "vice_chairs": "vice-chair", "secretaries": "secretary", "treasurers": "treasurer"}
_ROLE_OF = {phrase: role for key, role in _ROLES.items() for phrase in _PEOPLE[key]}
_DEPUTY = re.compile(rf"(?:{any_of('people', 'deputies')})\s+(?P<who>.+)$", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]?")
_TITLED = rf"(?:{any_of('people', 'titles')})\.? [A-Z]"
_NEXT_TITLED = re.compile(
    rf"(?<=[a-z)]) (?=(?:(?:{any_of('people', 'councils')}) )?(?:{any_of('people', 'run_on_titles')})\.? [A-Z])"
)
_OFFICE_BEFORE = re.compile(
    rf"(?:[A-Za-z-]+ ){{0,3}}(?:[Mm]embers?|[Rr]epresentatives?|[Gg]overnors?|[Tt]rustees?):? (?={_TITLED})"
)
_IN_THE_CHAIR = re.compile(r",? \(?(?:in the [Cc]hair|presiding)\)?$")
_AFTER_NAME = re.compile(r"[,;:–—\t(\[]|\s(?:[-–—\s]|/\s)")
_NEXT_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+(?: \(|:)"
_BREAK = re.compile(
    rf"[(\[]|[)\]](?P<next>[ .–-]+(?={_NEXT_NAME})|\. (?={_TITLED}))?|[,;•&\n]|\band\b"
    rf"|(?<=\S) {{3,}}(?=[A-Z])|(?<=[a-z])\. (?={_TITLED})"
)
_REMARKS = re.compile(r"\s[-–—]+\s?|[–—\t]|^\s*[-,;:/]|\s/\s")
_INNER_LABEL = re.compile(r"[A-Z][A-Za-z ]{2,30}:\s*")
_TITLED_SURNAMES = re.compile(r"\s*(?:Councillors|Cllrs?)\b")
_SURNAME = re.compile(r"(?:[A-Z]\.? ?)?[A-Z][A-Za-z'’-]+")
_LAST_INITIALS = re.compile(r"\s([A-Z]{2,4}[a-z]?)$")
_WHEN_THERE = re.compile(
    r"\s?(?:[–-]\s?)?(?:\b(?:items?|until|arrived|via|part)\b|\b(?:for item|from \d|left at|by phone)).*$",
    re.IGNORECASE,
)
_LONGEST_NAME = 120
_FIRST_INITIALS = re.compile(r"(?P<open>[\[(])?(?P<letters>[A-Z]{2,4}[a-z]?)(?(open)[\])]:?\s*|[ \t]+)(?=[A-Z])")
_LETTERS_ONLY = re.compile(r"[A-Z]{2,3}(?:-[A-Z])?(?=$| ?\(|\.)")
_FIRST_NAME = re.compile(r"(?P<name>[A-Z][a-z'’-]+)(?: [A-Z])?(?=$| ?\()")
_FEWEST_SHORT = 3  # people of a list who go by their first names


@dataclass(slots=True)
class Entry:
    """Somebody in a list: where the name stands (offsets in the list's words) and what stands beside it."""

    name: str
    start: int
    end: int
    organisation: str | None = None
    role: str | None = None
    initials: str | None = None
    deputy_for: str | None = None


def read_list(words: str, *, labelled: bool = False) -> list[Entry]:
    """Return the entries of a run-on list: parts that are no person belong to the person before them.

    `labelled`: the page says that these are people, so initials or first names alone may name them.
    """
    entries: list[Entry] = []
    if words.count("\n") < words.count(",") + words.count(";"):
        words = words.replace("\n", " ")
    titled = bool(_TITLED_SURNAMES.match(words))
    parts = [one for listed in _split_list(words) for one in _split_titled(*listed)]
    short = _short_form([part for _, part in parts]) if labelled else None
    for start, part in parts:
        if label := _INNER_LABEL.match(part):
            start, part = start + label.end(), part[label.end() :]
        entry = read_entry(part, start, surname=titled)
        if entry is None and short and (named := short.match(part)):
            entry = Entry(named[0], start, start + named.end())
            for remark in _split_remarks(part[named.end() :]):
                _add_remark(entry, remark)
        if entry:
            entries.append(entry)
        elif entries:
            _add_remark(entries[-1], part.strip(" .()–-"))
    return entries


def _short_form(parts: list[str]) -> re.Pattern[str] | None:
    """Return the form in which a list names its people, where that is by initials alone or by first names alone."""
    letters = [found[0] for part in parts if (found := _LETTERS_ONLY.match(part))]
    if 2 * len(letters) >= len(parts) and sum(len(one) != len("NHS") for one in letters) > 1:
        return _LETTERS_ONLY
    named = map(_FIRST_NAME.match, parts)
    firsts = [found is not None and is_first_name(found["name"]) for found in named]
    return _FIRST_NAME if firsts[:1] == [True] and sum(firsts) >= max(_FEWEST_SHORT, 0.5 * len(parts)) else None


def _split_list(words: str) -> list[tuple[int, str]]:
    """Return the parts of a list with their offsets; commas inside brackets do not part."""
    closed = words.count("(") + words.count("[") <= words.count(")") + words.count("]")
    parts: list[tuple[int, str]] = []
    at = depth = 0
    for found in _BREAK.finditer(words):
        mark = found[0][0]
        if mark in "([":
            depth += closed
        elif mark in ")]":
            depth = max(0, depth - 1)
            if found["next"]:
                parts.append((at, words[at : found.start() + 1]))
                at = found.end()
        elif not depth and not (mark == "." and has_title(f"{words[: found.start()].rpartition(' ')[2]} X")):
            parts.append((at, words[at : found.start()]))
            at = found.end()
    parts.append((at, words[at:]))
    return [(start + len(part) - len(part.lstrip()), part.strip()) for start, part in parts if part.strip(" .\n\t")]


def _split_titled(start: int, part: str) -> list[tuple[int, str]]:
    """Return the people of a part that stand side by side with no comma: "Cllr A Bell Cllr J Dee" gives two."""
    parts, at = list[tuple[int, str]](), 0
    for found in _NEXT_TITLED.finditer(part, 1):
        if is_person(strip_parenthesis(part[at : found.start()])):
            parts.append((start + at, part[at : found.start()]))
            at = found.end()
    return [*parts, (start + at, part[at:])]


def read_entry(words: str, offset: int = 0, *, surname: bool = False) -> Entry | None:
    """Return the entry that words are, or None where they do not begin with a person's name.

    `surname` lets a bare surname pass ("Cllrs Smith, Jones and Brown").
    """
    body = words.rstrip(" .,;")
    chairs = _IN_THE_CHAIR.search(body)
    body = body[: chairs.start()] if chairs else body
    lead = len(body) - len(body.lstrip(" *–-•/"))
    if body.startswith("from ", lead):
        lead += len("from ")
    if "ember" in body or "epresent" in body or "overnor" in body or "rustee" in body:
        lead = office.end() if (office := _OFFICE_BEFORE.match(body, lead)) else lead
    lead, own = _skip_initials(body, lead)
    if not body[lead : lead + 1].isupper():
        return None
    found = _AFTER_NAME.search(body, lead + 1, lead + _LONGEST_NAME)
    end = found.start() if found else min(len(body), lead + _LONGEST_NAME)
    name, initials = _split_initials(body[lead:end].rstrip())
    if not is_person(name) and not (surname and _SURNAME.fullmatch(name.strip())):
        name = _leading_name(body[lead : lead + _LONGEST_NAME])
        initials, end = None, lead + len(name)
        if not name:
            return None
    bare = drop_titles(name)
    at = offset + words.find(bare, lead)
    entry = Entry(bare, at, at + len(bare), role="chair" if chairs else None, initials=own or initials)
    for remark in _split_remarks(body[end:]):
        _add_remark(entry, remark)
    return entry


def _skip_initials(body: str, lead: int) -> tuple[int, str | None]:
    """Return where a name begins behind its own initials, and those: "AB Ann Bell", "(AB) Ann Bell"."""
    found = _FIRST_INITIALS.match(body, lead)
    if not found:
        return lead, None
    rest = body[found.end() : found.end() + _LONGEST_NAME]
    stop = _AFTER_NAME.search(rest)
    whole = rest[: stop.start()] if stop else rest
    name = drop_titles(whole if is_name(whole) else _leading_name(whole))
    letters = found["letters"]
    if is_name(name) and fits_name(letters, name) and not has_title(f"{letters} X"):
        return found.end(), letters
    return (found.end() if found["open"] else lead), None


def _split_initials(name: str) -> tuple[str, str | None]:
    """Return a name without the initials that stand after it, and those: "Ann Bell AB"."""
    last = _LAST_INITIALS.search(name)
    if last and is_name(bare := name[: last.start()].rstrip()) and fits_name(last[1], bare):
        return bare, last[1]
    return name, None


def _leading_name(words: str) -> str:
    """Return the name at the start of words that run on with no mark between: "Jo May HMCTS" gives "Jo May"."""
    parts = words.split(" ")
    if len(parts) < 3:
        return ""
    titled = len(words[: words.find(drop_titles(words))].split()) if has_title(words) else 0
    for take in (titled + 2, titled + 3):
        name, rest = " ".join(parts[:take]), " ".join(parts[take : take + 2])
        begins_body = rest[:1].isalpha() and not rest[0].islower()
        if (begins_body or rest.startswith(("practising", "("))) and is_name(name):
            return name
    return ""


def _split_remarks(rest: str) -> list[str]:
    """Return what stands after a name, part by part: what is in brackets, and what commas and dashes part."""
    remarks: list[str] = []
    at = 0
    for bracket in _BRACKET.finditer(rest) if "(" in rest or "[" in rest else ():
        remarks += _split_plain_remarks(rest[at : bracket.start()])
        remarks.append(bracket[1])
        at = bracket.end()
    return [one for one in [*remarks, *_split_plain_remarks(rest[at:])] if one]


def _split_plain_remarks(words: str) -> list[str]:
    return [bare for part in _REMARKS.split(words) if (bare := part.strip(" ,;:.-*\n"))]


def _add_remark(entry: Entry, remark: str) -> None:
    """Add to an entry what a remark says of the person: initials, a role, whom they stand in for, a body."""
    bare = " ".join(remark.split())
    if is_initials(bare) and entry.initials is None and fits_name(bare, entry.name):
        entry.initials = bare
        return
    folded = fold_text(bare).strip(" .")
    if folded in _ROLE_OF:
        entry.role = entry.role or _ROLE_OF[folded]
        return
    if folded == "deputy":
        entry.role = entry.role or "deputy"
        return
    deputy = _DEPUTY.match(bare)
    if deputy and is_person(whom := deputy["who"].split(",")[0].strip()):
        entry.deputy_for, entry.role = drop_titles(whom), entry.role or "deputy"
        return
    last = _LAST_INITIALS.search(bare)
    if last and fits_name(last[1], entry.name):
        entry.initials, bare = entry.initials or last[1], bare[: last.start()].strip(" ,-–")
    _add_body(entry, bare, folded)


def _add_body(entry: Entry, words: str, folded: str) -> None:
    """Add the body that a person comes from, and the role that its first words may name: "Chair and Clerk"."""
    bare = _WHEN_THERE.sub("", words).strip(" ,-–")
    if not bare or (entry.organisation and bare.casefold() in entry.organisation.casefold()):
        return
    named = {_ROLE_OF.get(part) for part in folded.split(",")[0].split(" and ")}
    entry.role = entry.role or next((role for role in _ROLES.values() if role in named), None)
    if not entry.organisation:
        entry.organisation = bare.strip("() ")


def fits_name(initials: str, name: str) -> bool:
    """Whether initials can be those of a name: first and last letters agree ("MCa" is Margaret Carey)."""
    letters = initials_of(name)
    capitals = [c for c in initials if c.isupper()]
    return len(letters) > 1 and capitals[0] == letters[0] and capitals[-1] in letters[1:]
