"""Tasks in running text: "MC was asked to …", "it was agreed that the Clerk would …", "Cllr Smith offered to …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.tasks import (
    Roster,
    Task,
    as_owners,
    is_meeting,
    is_state,
    is_thing,
    lead_task,
    left_task,
    said_task,
    settled_rest,
    taken_task,
    tells_task,
    told_task,
)

_TRIGGERS = (" to ", " will ", " would ", " should ", " be ", "request", "asked", " shall ", " must ", "’d ", "'d ")
_PAST = re.compile(
    r"\b(?:had|previously|last (?:meeting|year|month)|at the (?:last|previous) meeting|has already"
    r"|have already|earlier (?:this|in)|already been|originally|was informed)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:[Aa]t the (?:last|previous) meeting|had (?:been )?(?:asked|agreed|offered|requested)|would have"
    r"|could not|was unable|were unable|declined to)\b"
)
_LINK = re.compile(
    r"\s(?P<link>will|would|shall|should|must)\s+(?:then |also |now |again "
    r"|therefore )?(?P<verb>[a-z][a-z'-]+)"
)
_CLAUSE_BREAK = re.compile(r"[,.;:]\s*| that ")
_SETTLED_WHO = re.compile(
    r"(?P<who>.{1,90}?)\s+(?:(?:would|should|will|shall|must|needs? to|be asked to|be requested to"
    r"|be instructed to|be authorised to|be tasked to|are to|is to|to)\s+(?:also |now |then |be asked to "
    r"|be requested to |look to )*)(?=[a-z])(?!(?:be|the|a|an|this|its|their|his|her)\b)"
)
_SUBJUNCTIVE = re.compile(
    rf"(?P<who>(?:the |The )?[A-Z][\w'’ -]{{1,50}}?)\s+(?P<verb>(?:be (?:asked|requested|instructed|authorised"
    rf"|delegated) to)|(?:{any_of('tasks', 'task_verbs')})\b)"
)
_PASSIVE = re.compile(
    rf"\b(?:(?:should|must|would|will|shall|needs? to)\s+(?:also\s+|now\s+)?be|to be"
    rf"|be)\s+(?:also\s+)?(?:{any_of('tasks', 'passive_tasks')})\b"
)
_PASSIVE_TASK = re.compile(
    rf"^(?:that\s+)?(?P<what>[^.;]{{2,110}}?)\s+(?:(?:should|would|will|shall|must)\s+|to\s+"
    rf"|needs? to\s+)?be\s+(?:also\s+)?(?P<done>{any_of('tasks', 'passive_tasks')})\b"
)
_SETTLED_TASKS = frozenset(load_phrases("tasks")["settled_tasks"])
_BY_WHOM = re.compile(r"\bby (?P<who>(?:the )?[A-Za-z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3})")
_NOTE_PASSIVE = re.compile(
    rf"^(?!No |None|Nothing|Neither )(?P<what>[A-Z][^.;:]{{1,80}}?)\s+to be "
    rf"(?:{any_of('tasks', 'passive_tasks')})\b"
)
_REQUEST = re.compile(
    r"\b(?:requested|requests|asked for|asked that)\s+(?P<what>(?:that |for )?(?:(?:a|an|further|more|regular"
    r"|some|this|these|the|clarification|information|details|feedback|updates?|members|items|comments"
    r"|suggestions|views|volunteers|nominations)\b)[^.;]{6,200})"
)
_NO_REQUEST = re.compile(r"£|\bfunding\b|\b(?:was|were|has been|have been|had been) requested\b|\bopportunity\b")
_FORMAL = re.compile(
    r"(?:consider|note|approve|agree|declare|comment|endorse|receive|confirm|adopt|resolve|ratify|recommend"
    r"|nominate|support|vote)\b"
)
_INFORMED = re.compile(r"\b(?:that|which|who|petition|residents|informed)\b")
_GOES_ON_FINITE = re.compile(r"^[^,;]*\b(?:was|were|would)\b")
_FROM = re.compile(r"\bfrom (?P<who>(?:the )?[A-Z][\w'’-]*(?: [A-Za-z]+)?)")
_HISTORY = re.compile(
    r"\b(?:when it was agreed|had been agreed|as agreed|was agreed (?:at the (?:last|previous)|previously))\b"
)


@dataclass(frozen=True, slots=True)
class ProseTask:
    """A task in a sentence: owners, where its words begin and end, whether the page wrote it as a note ("KC to …")."""

    owners: tuple[str, ...]
    start: int
    end: int
    noted: bool = False
    weak: bool = False


def find_prose(words: str, roster: Roster, *, marked: bool, settled: bool = False) -> ProseTask | None:
    """Return the task that a sentence gives, or None.

    `marked`: the page says elsewhere that there is one here, so looser forms stand; `settled`: it stands in a list of resolutions.
    """
    if not any(word in words for word in _TRIGGERS):
        return None
    if (note := lead_task(words, roster, marked=False)) and not note.weak and not _told_as_past(words[: note.start]):
        return ProseTask(note.owners, note.start, note.end, noted=True)
    found = _settled_part(words, 0, roster) if settled else None
    for finder, stems in () if found else _FINDERS:
        for stem in stems:
            if stem in words:
                found = finder(words, roster)
                break
        if found:
            break
    return found if found and (marked or not _NOT_NOW.search(words)) else None


_LOOSE = re.compile(
    r"\b(?:(?:agreed|decided|resolved)(?: unanimously| also)? to|when it was agreed that|(?:who )?(?:is"
    r"|are) (?=(?:working|looking|preparing|sourcing|arranging|seeking)\b)|[Nn]ext steps? (?:is|was) to"
    r"|(?:He|She|They|he|she|they) (?:would|will|agreed to|offered to|undertook to)(?: also)?)\s*(?=[a-z]"
    r"|the\b)(?!be\b)"
)
_BY_AGENT = re.compile(
    rf"\b(?:will|would|should|shall) be (?:also )?(?:{any_of('tasks', 'passive_tasks')}) by "
    rf"(?P<who>(?:the )?[A-Za-z][\w'’&-]*(?: [A-Z][\w'’&-]*){{0,3}})"
)


def loose_start(words: str) -> int | None:
    """Return where the task of a sentence begins that the page marks as one though nobody is named in it, or None."""
    found = _LOOSE.search(words)
    return found.end() if found else None


def _by_agent(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of "Private donations would be taken by NR"."""
    found = _BY_AGENT.search(words)
    owners = as_owners(found["who"], roster, marked=False) if found else None
    if not owners or any(is_meeting(owner) or owner.casefold() in roster.bodies for owner in owners):
        return None
    return ProseTask(owners, 0, len(words), weak=True)


def _next_step(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of "The next step is to set up a meeting"."""
    return ProseTask((), 0, len(words)) if re.match(r"(?:The )?[Nn]ext steps? (?:is|will be) to [a-z]", words) else None


_CLOSING = re.compile(r"\s*[(\[](?P<who>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?$")
_OPEN_TASK = re.compile(r"\b(?:(?:still )?to be [a-z]+|still to [a-z]+|needs? to [a-z]+|should be [a-z]+)\b")


def _bracketed(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of "The form to be sent before 12 January (Clerk)."."""
    found = _CLOSING.search(words)
    if not found or not _OPEN_TASK.search(words):
        return None
    owners = as_owners(found["who"], roster, marked=False)
    return ProseTask(owners, 0, found.start(), noted=True) if owners else None


def _told_as_past(words: str) -> bool:
    return bool(_PAST.search(words))


def _plain(task: Task | None, *, weak: bool = False) -> ProseTask | None:
    return ProseTask(task.owners, task.start, task.end, weak=weak or task.weak) if task else None


def _told(words: str, roster: Roster) -> ProseTask | None:
    return _given(words, told_task(words, roster))


def _tells(words: str, roster: Roster) -> ProseTask | None:
    return _given(words, tells_task(words, roster))


_MANY = ("members", "partners", "all", "trustees", "governors", "councillors", "everyone", "agencies", "all present")


def _given(words: str, task: Task | None) -> ProseTask | None:
    """Return a task that somebody is asked to do; what the meeting itself is asked to consider is none."""
    if task is None or all(is_meeting(one) and not one.casefold().endswith(_MANY) for one in task.owners):
        return None
    return None if _FORMAL.match(words[task.start :]) else _plain(task)


def _left(words: str, roster: Roster) -> ProseTask | None:
    return _plain(left_task(words, roster))


def _offered(words: str, roster: Roster) -> ProseTask | None:
    return _plain(taken_task(words, roster))


def _said(words: str, roster: Roster) -> ProseTask | None:
    return _plain(said_task(words, roster))


def _settled(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of "it was agreed that X would …" and "that a letter be sent"."""
    rest = settled_rest(words)
    if rest is None or _HISTORY.search(words[: rest[0]]):
        return None
    return _settled_part(rest[1], rest[0], roster)


def _settled_part(said: str, at: int, roster: Roster) -> ProseTask | None:
    """Return the task of the words after "it was agreed that", which begin at `at`."""
    if said.startswith("That "):
        said, at = said[5:], at + 5
    for pattern in (_SETTLED_WHO, _SUBJUNCTIVE):
        found = pattern.match(said)
        if not found:
            continue
        asked = pattern is _SUBJUNCTIVE and found["verb"].startswith("be ")
        owners = as_owners(found["who"].removeprefix("both "), roster, marked=asked and len(found["who"].split()) <= 5)
        if owners and not any(is_meeting(owner) for owner in owners):
            start = at + (found.start("verb") if pattern is _SUBJUNCTIVE and not asked else found.end())
            start += len(said[start - at :]) - len(said[start - at :].lstrip())
            if not is_state(said[start - at :]):
                return ProseTask(owners, start, at + len(said))
    return _passive_part(said, at, roster)


def _passive_part(said: str, at: int, roster: Roster) -> ProseTask | None:
    """Return the task of "a report be brought back to the next meeting": nobody's, unless "by" says whose."""
    found = _PASSIVE_TASK.match(said)
    if not found or found["done"] not in _SETTLED_TASKS:
        return None
    if re.search(
        r"\b(?:is|are|was|were|has|have|would|will|should|which|who)\b|^(?:that )?no\b|\bminutes\b", found["what"]
    ):
        return None
    whom = _BY_WHOM.search(said, found.end())
    owners = (as_owners(whom["who"], roster, marked=False) or ()) if whom else ()
    return ProseTask(owners, at, at + len(said))


def _will(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of "KL will contact …": somebody known will do something, and not merely be or go on."""
    for found in _LINK.finditer(words):
        before = words[max(0, found.start() - 60) : found.start()]
        who = _CLAUSE_BREAK.split(before)[-1].strip()
        first = who.partition(" ")
        who = _OPENING.sub("", first[2] if first[0] in _JOINING else who)
        owners = as_owners(who, roster, marked=False)
        if not owners and " and " in who:
            who = who.rpartition(" and ")[2]
            owners = as_owners(who, roster, marked=False)
        if not owners or is_state(words[found.start("verb") :]) or any(is_thing(owner) for owner in owners):
            continue
        if any(is_meeting(owner) for owner in owners) and not _is_officer(who):
            continue
        if (
            found["link"] in ("would", "should", "must")
            and not roster.knows(owners[-1])
            and not _is_officer(owners[-1])
        ):
            continue
        if re.search(r"\b(?:if|when|where|whether|who|which|unless)\b[^,]*$", words[: found.start("link")]):
            continue
        if re.match(r"[a-z]+ing\b|be\b|have\b", words[found.start("verb") :]):
            continue
        return ProseTask(owners, found.start("verb"), len(words), weak=found["link"] in ("would", "should"))
    return None


_OPENING = re.compile(
    r"^(?:In the meantime|Meanwhile|In due course|As a result|In addition|Following this|After the meeting)\s+"
)
_OFFICERS = frozenset(
    [
        "clerk",
        "officer",
        "officers",
        "secretary",
        "secretariat",
        "manager",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "treasurer",
        "coordinator",
        "co-ordinator",
        "members",
    ]
)
_JOINING = frozenset(("and", "but", "so", "while", "whilst", "then", "however", "therefore", "also"))


def _is_officer(who: str) -> bool:
    """Whether a subject is a role that carries out what the meeting wants."""
    return who.rpartition(" ")[2].casefold() in _OFFICERS


def _passive(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of a note such as "Minutes to be circulated" or "Progress should be reported back"."""
    found = _NOTE_PASSIVE.match(words)
    if (
        found
        and not _GOES_ON_FINITE.search(words[found.end() :])
        and not re.search(
            r"\b(?:is|are|was|were|has|have|had|need|needs|due|likely|expected|can|could|may|might|allow|allows"
            r"|allowing|that|which|who|continue|continues|expect|expects|expected|await|awaits|awaiting|plans|said"
            r"|asked|noted|agreed|hoped|wanted|going|able)\b",
            found["what"],
        )
    ):
        whom = _BY_WHOM.search(words, found.end())
        owners = (as_owners(whom["who"], roster, marked=False) or ()) if whom else ()
        return ProseTask(owners, 0, len(words), noted=True)
    sent = re.match(
        r"(?P<what>[A-Z][^.;]{1,80}?) (?:is|are) to be (?:sent|submitted|forwarded|returned|emailed|e-mailed"
        r"|passed|given|handed)\b",
        words,
    )
    if sent:
        return ProseTask((), 0, len(words))
    back = re.match(
        r"(?P<what>[A-Z][^.;,]{1,60}?) should be (?:reported|brought|fed|circulated|sent|forwarded|submitted)\b", words
    )
    if back:
        return ProseTask((), 0, len(words))
    return None


def _requested(words: str, roster: Roster) -> ProseTask | None:
    """Return the task of "The Board requested a report on …", "Members asked for feedback from officers"."""
    found = _REQUEST.search(words)
    if not found or _NO_REQUEST.search(words) or not _asks(words[: found.start()], roster):
        return None
    whom = _FROM.search(found["what"])
    owners = (as_owners(whom["who"], roster, marked=False) or ()) if whom else ()
    start = found.start("what")
    start += len(found["what"]) - len(re.sub(r"^(?:that|for)\s+", "", found["what"]))
    return ProseTask(owners, start, found.end("what"), weak=False)


def _asks(before: str, roster: Roster) -> bool:
    """Whether the subject of a request is the meeting or somebody at it."""
    head = re.match(r"(?:[Tt]he |[Aa]ll )?(?P<who>(?:[A-Z][\w'’-]*|[a-z]{5,})(?: [A-Z][\w'’-]*){0,4})", before)
    if not head or (not before.rstrip().endswith(" and") and _INFORMED.search(before)):
        return False
    who = head["who"]
    return (
        is_meeting(who)
        or roster.knows(who)
        or roster.knows(who.split()[0])
        or as_owners(who, roster, marked=False) is not None
    )


_FINDERS = (
    (_settled, ("greed", "esolved", "ecided", "ecommended", "RESOLVED", "AGREED", "equested that", "REQUESTED")),
    (_bracketed, (").", ")")),
    (_left, ("left to", "left for", "left with", "esponsibility of")),
    (_told, tuple(f"{verb} {link}" for verb in load_phrases("tasks")["told"] for link in ("to ", "by ", "that "))),
    (
        _offered,
        (
            "greed to",
            "ffered to",
            "ndertook to",
            "olunteered to",
            "romised to",
            "ommitted to",
            "grees to",
            "ffers to",
            "ndertakes to",
            "happy to",
            "ntends to",
            "ndertaken to",
            "greement to",
        ),
    ),
    (_said, ("e would", "hey would", "e will", "hey will", "e’d", "e'd", "y’d", "e’ll", "e'll")),
    (
        _tells,
        (
            "asked ",
            "asks ",
            "requested ",
            "requests ",
            "instructed ",
            "tasked ",
            "invited ",
            "invites ",
            "reminded ",
            "urged ",
            "directed ",
            "delegated ",
        ),
    ),
    (_will, (" will ", " would ", " shall ", " should ", " must ")),
    (_passive, ("to be ", "should be ")),
    (_requested, ("request", "asked")),
    (_by_agent, ("d by ", "n by ", "t by ")),
    (_next_step, ("ext step",)),
)
