"""The grammar of a task: who is told, asked or offers to do what. Shapes and word lists only; what it is marked by is not known here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wapentake.reading.persons import (
    INITIALS,
    drop_titles,
    is_name,
    is_person,
    is_role,
    split_people,
    strip_parenthesis,
)
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.terms.names import key_of_name

_LISTS = load_phrases("tasks")
_MEETINGS = frozenset(_LISTS["meetings"])
_THINGS = frozenset(_LISTS["thing_words"])
_VERBS = frozenset(_LISTS["task_verbs"])
_AGENTS = frozenset(_LISTS["agent_words"])
_LOWER = (
    _AGENTS
    | {word for role in load_phrases("people")["role_owners"] for word in role.split()}
    | set(["the", "and", "of", "for", "all", "each", "both", "de", "van", "von", "le", "la", "ward"])
)
_LEADING = _LOWER | {"is", "are", "was", "were", "has", "need", "needs", "still", "also"}
_NO_OWNER = re.compile(
    r"^(?:He|She|They|We|I|You|It|His|Her|Their)\b|\b(?:about|is|are|was|were|has|have|had|will|would"
    r"|should"
    r"|that|which|who|if|when|been|be|not|agreed|noted|asked|said|offered|volunteered|undertook|wants|needs"
    r"|hopes|intends|continues?|keen|able|unable|happy)\b|\s[–—-]\s|:"
)
_VERB = (
    r"(?!(?:the|a|an|his|her|their|its|our|this|that|these|those|all|any|some|be|which|whom|date|it|them|me|us"
    r"|him|you|\d|[A-Z]{2,})\b)[A-Za-z][a-z]"
)
_OWNER_TO = re.compile(
    rf"\s+(?P<link>to|will|would|shall|should|must|is to|are to|was to|were to|has to|needs? to"
    rf"|will also"
    rf"|to also|still to)\s+(?:please\s+)?(?={_VERB})"
)
_PERSON_RUN = re.compile(r"(?P<owners>[A-Z][\w'’.-]*(?:(?:,? and |, | & |/| )[A-Z][\w'’.-]*){0,8})\s+(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Task:
    """A task in a sentence: owners as written, and where its words begin and end in the sentence."""

    owners: tuple[str, ...]
    start: int
    end: int
    weak: bool = False


@dataclass(slots=True)
class Roster:
    """Who is known on this page: initials with names, keys of full names, single names, and bodies; `own`: the letters of the body itself;
    `tried` keeps what words were found to name, since minutes name the same few people again and again.
    """

    people: dict[str, str] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    body: str = ""
    tried: dict[tuple[str, bool, bool], tuple[str, ...] | None] = field(default_factory=dict)

    def add_name(self, name: str) -> None:
        """Add a full name: from now on it, its first and its last name are known."""
        key = key_of_name(name)
        self.names.add(key)
        self.single.update(part for part in key.split() if len(part) > 2)

    def knows(self, words: str) -> bool:
        """Whether words name somebody of this page."""
        if words in self.initials or words in self.people:
            return True
        key = key_of_name(drop_titles(words))
        return key in self.names or (key in self.single and words[:1].isupper())


def as_owners(words: str, roster: Roster, *, marked: bool, open_initials: bool = False) -> tuple[str, ...] | None:
    """Return the owners that words name, or None where they name nobody who could be given a task.

    `marked` (the page itself says that this is an action) lets any short phrase with a capital stand; `open_initials`
    lets initials stand that nobody on the page explains.
    """
    asked = (words, marked, open_initials)
    if asked not in roster.tried:
        roster.tried[asked] = _find_owners(words, roster, marked=marked, open_initials=open_initials)
    return roster.tried[asked]


def _find_owners(words: str, roster: Roster, *, marked: bool, open_initials: bool) -> tuple[str, ...] | None:
    bare = words.strip(" *:–-\t")
    if not bare or len(bare) > 120:
        return None
    if not marked and any(word[0].islower() and word.strip(".,") not in _LOWER for word in bare.split()):
        return None
    owners = []
    for part in split_people(bare):
        one = _as_owner(part, roster, marked=marked, open_initials=open_initials)
        if one is None:
            whole = _as_owner(bare, roster, marked=marked, open_initials=open_initials)
            return None if whole is None else (whole,)
        owners.append(one)
    return tuple(dict.fromkeys(owners)) or None


def _as_owner(part: str, roster: Roster, *, marked: bool, open_initials: bool) -> str | None:
    """Return the owner that one part names, without a remark in brackets and without "the"."""
    bare = strip_parenthesis(part).strip(" .:*")
    if bare.casefold().startswith(("both ", "action ")):
        bare = bare.split(" ", 1)[1]
    if not bare:
        return None
    if is_role(bare) or roster.knows(bare) or is_person(bare):
        return bare[4:] if bare.casefold().startswith("the ") else bare
    if (marked or open_initials) and INITIALS.match(bare):
        return bare
    inner = bare[4:] if bare.casefold().startswith("the ") else bare
    if inner in roster.bodies or inner.casefold() in roster.bodies:
        return inner
    if marked and _is_short_phrase(inner):
        return inner
    if _is_agent(inner) and not is_meeting(inner):
        return inner
    if bare.casefold().startswith("each ") and inner.split()[-1] in _AGENTS:
        return bare
    return None


def _is_agent(words: str) -> bool:
    """Whether words name people by what they are: "Transparency Team", "ward members", "Head of Highways and his team" not."""
    parts = words.split()
    if not 1 < len(parts) <= 5 or parts[-1].casefold() not in _AGENTS or parts[0].casefold() in _THINGS | _VERBS:
        return False
    named = all(part[0].isupper() or part in ("of", "the", "for", "and", "&") for part in parts[:-1])
    return named or (len(parts) == 2 and parts[0].isalpha() and not _NO_OWNER.search(words))


def _is_short_phrase(words: str) -> bool:
    """Whether words may be a body or person that an action column names: short, with a capital, and no clause."""
    parts = words.split()
    if not 1 <= len(parts) <= 7 or parts[0].casefold() in _THINGS | _VERBS or _NO_OWNER.search(words):
        return False
    return words[0].isupper() and not re.search(r"[.;:?]", words.replace("St.", ""))


def is_meeting(words: str) -> bool:
    """Whether words are the meeting itself: "the Partnership", "Members", "it"."""
    bare = words.casefold().strip(" .,")
    bare = re.sub(r"^(?:the|all)\s+", "", bare)
    return bare in _MEETINGS or bare.split(" ")[-1] in (
        "committee",
        "council",
        "board",
        "panel",
        "partnership",
        "meeting",
    )


def lead_task(words: str, roster: Roster, *, marked: bool) -> Task | None:
    """Return the task of a sentence that begins with its owner: "KL, AL and MS to meet …", "KL will contact …".

    A clause before the owner passes ("Upon receipt of the note, SP to provide …").
    """
    if not marked and not _may_lead(words):
        return None
    for link in _OWNER_TO.finditer(words, 0, 160):
        subject = words[: link.start()]
        if not marked and len(subject) > 70:
            break
        loose = marked and link["link"] in (
            "to",
            "will",
            "is to",
            "are to",
            "to also",
            "will also",
            "should",
            "still to",
        )
        owners = as_owners(subject, roster, marked=loose, open_initials=link["link"] == "to")
        if owners is None and ", " in subject:
            owners = as_owners(subject.rsplit(", ", 1)[1], roster, marked=False)
        if owners is None and ": " in subject:
            owners = as_owners(subject.rsplit(": ", 1)[1], roster, marked=False)
        if owners is not None:
            return Task(
                owners,
                link.end(),
                len(words),
                weak=link["link"] in ("will", "would", "shall", "should", "must", "has to", "will also"),
            )
        if len(subject.split()) > 14:
            break
    return None


_LINKS = (" to ", " will ", " would ", " shall ", " should ", " must ")


def _may_lead(words: str) -> bool:
    """Whether a sentence's first words before "to" or "will" can name somebody: few of them in small letters."""
    at = min((place for link in _LINKS if (place := words.find(link, 0, 90)) != -1), default=-1)
    if at == -1:
        return False
    subject = words[:at].rsplit(", ", 1)[-1].rsplit(": ", 1)[-1]
    return all(not word[0].islower() or word.strip(".,") in _LEADING for word in subject.split())


def run_of_people(words: str, roster: Roster) -> Task | None:
    """Return the task of a marked sentence that begins with people and a verb: "Ann Bell, Joe Dee draft the plan"."""
    found = _PERSON_RUN.match(words)
    if not found:
        return None
    parts = split_people(found["owners"])
    if parts[0].split()[0].casefold() not in _VERBS and all(roster.knows(part) or is_name(part) for part in parts):
        return Task(tuple(parts), found.end(), len(words))
    return None


_TOLD = re.compile(
    rf"\s+(?:was|were|is|are|has been|have been|had been|be)\s+(?:then |also |now "
    rf"|again )?(?:{any_of('tasks', 'told')})\s+(?:by [A-Z][\w' ]{{1,30}}? )?(?:to|that they|that he"
    rf"|that she)\s+"
)
_TELLS = re.compile(
    r"\b(?:asked|asks|requested|requests|instructed|tasked|invited|invites|reminded|urged|directed"
    r"|delegated)\s+(?:that\s+|for\s+)?(?P<who>[^,.;:]{2,70}?)\s+(?:to|should|would|could)\s+(?=[a-z])"
)
_TAKES_ON = re.compile(
    rf"\s+(?:{any_of('tasks', 'takes_on')})\s+to\s+(?=[a-z])(?!(?:the|a|an|this|that|these|his|her"
    rf"|their|its|it"
    rf"|all|any)\b)"
)
_SAYS_WOULD = re.compile(
    rf"\s+(?:{any_of('tasks', 'says')})\s+(?:the\s+\w+\s+|members\s+|partners\s+)?(?:that\s+)?(?:he|she"
    rf"|they)(?:\s+would|\s+will|['’]d|['’]ll)\s+(?:also\s+)?(?=[a-z])"
)
_SETTLED = re.compile(
    r"\b(?:[Ii]t was (?:also |then |further |therefore |unanimously |instead )*(?:agreed|resolved"
    r"|decided"
    r"|suggested and agreed|proposed and agreed|RESOLVED|AGREED)(?: instead| further| also)?|(?:RESOLVED"
    r"|Resolved|AGREED|Agreed|REQUESTED)(?: unanimously| instead| further| also| therefore)?|[Rr]ecommended"
    r"|requested|(?:agreed|resolved|decided))[:,]?\s*(?:by [^,.]{2,30} )?(?:that|THAT|for)\s+(?P<rest>.*)$"
)
_OFFER = re.compile(r"\s+(?:also )?(?:offered|undertook|volunteered)\s+(?:to|that)\s+(?=[a-z])")


def told_task(words: str, roster: Roster) -> Task | None:
    """Return the task of "MC was asked to …", "Officers were requested to …"."""
    found = _TOLD.search(words)
    if not found:
        return None
    subject = _last_subject(words[: found.start()])
    owners = as_owners(subject, roster, marked=False) or as_owners(
        subject, roster, marked=len(subject.split()) <= 4 and " from " not in subject
    )
    return Task(owners, found.end(), len(words)) if owners and not is_thing(owners[0]) else None


def tells_task(words: str, roster: Roster) -> Task | None:
    """Return the task of "The Chair asked the Clerk to …"."""
    for found in _TELLS.finditer(words):
        who = found["who"]
        owners = as_owners(who, roster, marked=False)
        if owners is None and len(who.split()) <= 4 and re.match(r"(?:the )?[A-Z]", who):
            owners = as_owners(who, roster, marked=True)
        if owners:
            return Task(owners, found.end(), len(words))
    return None


def taken_task(words: str, roster: Roster) -> Task | None:
    """Return the task of "Cllr Smith offered to …", "MC agreed to …"; the meeting itself only decides."""
    found = _TAKES_ON.search(words)
    if not found:
        return None
    owners = _subject_of(words[: found.start()], roster)
    if owners is None or any(is_meeting(owner) or _is_body(owner, roster) for owner in owners):
        return None
    return Task(owners, found.end(), len(words))


def _is_body(owner: str, roster: Roster) -> bool:
    """Whether an owner is another organisation: what it agreed elsewhere is reported here and not promised."""
    return owner.casefold() in roster.bodies and not roster.knows(owner) and not is_role(owner)


def said_task(words: str, roster: Roster) -> Task | None:
    """Return the task of "AB said she would …"."""
    found = _SAYS_WOULD.search(words) or _AND_WOULD.search(words)
    if not found:
        return None
    owners = _subject_of(words[: found.start()], roster)
    if not owners or any(is_meeting(owner) for owner in owners) or is_state(words[found.end() :]):
        return None
    return Task(owners, found.end(), len(words))


_AND_WOULD = re.compile(
    r"\s+(?:and|but) (?:that )?(?:he|she|they) (?:would|will|undertook to|agreed to"
    r"|offered to)\s+(?:also\s+)?(?=[a-z])"
)
_SUBJECT_START = re.compile(
    r"(?:(?:In the meantime|Meanwhile|However|Finally|In response|In reply"
    r"|Accordingly),? )?(?P<who>(?:[Tt]he )?[A-Z][\w'’.-]*(?: (?:and |of |the )?[A-Z][\w'’.-]*){0,4})"
)
_PRONOUNS = frozenset(("he", "she", "they", "who", "and", "but", ""))


def _subject_of(before: str, roster: Roster) -> tuple[str, ...] | None:
    """Return who does what a verb says, from the words before it: its own subject, or else that of the sentence."""
    clause = re.split(r"(?:, |; |: |\bthat\b|\bwhen\b|\bbut\b)\s*", before.strip())[-1].strip()
    subject = _last_subject(before)
    for words in (clause, subject):
        if words.casefold() not in _PRONOUNS and (owners := as_owners(words, roster, marked=False)):
            return owners
    return sentence_subject(before, roster)


def sentence_subject(words: str, roster: Roster) -> tuple[str, ...] | None:
    """Return whom a sentence is about: the longest name, initials or role at its start."""
    found = _SUBJECT_START.match(words)
    parts = found["who"].split(" ") if found else []
    for length in range(len(parts), 0, -1):
        if owners := as_owners(" ".join(parts[:length]), roster, marked=False):
            return owners
    return None


_LEFT_TO = re.compile(
    r"\b(?:[Ii]t was left (?:to|for|with)|(?:was|were) left (?:to|for|with)"
    r"|responsibility of) (?P<who>[^,.;]{2,60}?) to (?=[a-z])"
)


def left_task(words: str, roster: Roster) -> Task | None:
    """Return the task of "It was left to the Chairman to settle a date"."""
    found = _LEFT_TO.search(words)
    owners = as_owners(found["who"], roster, marked=False) if found else None
    return Task(owners, found.end(), len(words)) if found and owners else None


def settled_rest(words: str) -> tuple[int, str] | None:
    """Return where the words after "it was agreed that" begin, and those words."""
    found = _SETTLED.search(words)
    return (found.start("rest"), found["rest"]) if found else None


def _last_subject(words: str) -> str:
    """Return the subject that stands right before a verb: the words after the last comma, "and" or "that"."""
    return re.split(
        r"(?:, (?:and )?|; |\band (?=[A-Z])|\bthat\b|\bwhen\b|\bafter which\b|\bso\b|\bbut\b)\s*", words.strip()
    )[-1].strip()


_STATE = re.compile(rf"(?:{any_of('tasks', 'not_tasks')})\b")


def is_state(words: str) -> bool:
    """Whether the verb after "will" describes and gives no task: "be", "continue", "need"."""
    return bool(_STATE.match(words))


def is_thing(owner: str) -> bool:
    """Whether an owner is in truth a thing: "Details", "The report"."""
    return owner.split()[0].casefold() in _THINGS
