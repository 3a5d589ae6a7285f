"""Of what kind the decision is that a sentence tells, if it tells one."""

from __future__ import annotations

import re

from wapentake.reading.owners import is_meeting
from wapentake.reading.phrases import any_of, key_words, load_phrases
from wapentake.reading.rosters import Roster
from wapentake.reading.sentences import Sentence
from wapentake.reading.statements.decisions.agreed import AGREED_WORDS, is_agreed, is_own, is_reported, is_terse
from wapentake.terms import DecisionKind


def _any(key: str) -> str:
    """Return a group that matches any phrase of a list."""
    return f"(?:{any_of('decisions', key)})"


_LATER = re.compile(r"\s*(?:To|to) (?:confirm|approve|agree|receive|consider|note|adopt|elect|resolve)\b")
_NOTES_FIRST = re.compile(r"\W*(?:NOTED|Noted|RESOLVED:? To note|Resolved:? to note)\b")

_RECORD_WORDS = frozenset(("minutes", "minute", "notes", "note", "record"))
_RECORD = re.compile(rf"\b{_any('records')}\b", re.IGNORECASE)
_SIGNED_OFF = re.compile(rf"\b{_any('signed_off')}\b", re.IGNORECASE)
_SIGNED_RECORD = re.compile(rf"\b{_any('signed_off')}\b.{{0,50}}\b{_any('records')}\b", re.IGNORECASE)
_NO_RECORD = re.compile(
    r"^(?:to |for |that the minutes be circulated)|\bhad been\b|\bminutes (?:would|will|should|to) be"
    r"(?! (?:signed|approved|accepted|adopted|agreed|confirmed) (?:as|subject)\b)|\bpublish[a-z]*\b[^.;]*\bminutes\b"
    r"|\bconfirmed (?:that )?[^.;]{0,40}\b(?:had|have|has) (?:seen|read|received)\b"
    r"|once the minutes|\bnot (?:yet )?(?:been )?(?:approved|agreed)|draft minutes (?:will|would)"
    r"|\bsubmitted for\b|\bminute (?:secretary|taker)\b|(?<![/\d])\d+ minutes\b|\b(?:these|those) minutes\b"
    r"|\bagreed that (?![^.]{0,24}\b(?:minutes|notes)\b)[^.]*\b(?:will|would|should)\b"
    r"|\bminutes (?:and|with) (?:the )?papers\b|\bask(?:ed)? (?:for|that)\b",
    re.IGNORECASE,
)

_DEFER_WORDS = frozenset(load_phrases("decisions")["deferring_words"])
_DEFERRED = re.compile(
    rf"""\b(?:(?:was|were|is|are|be|been|has|have)\s+(?:again\s|further\s|therefore\s|also\s)?
        (?:{_any("deferred")}|put\soff(?!\sby))
    |(?:items?|this|these|matters?)\s(?:was|were|is|be)\scarried\sforward
    |(?:agreed|decided|resolved):?\s(?:to\s)?(?:{_any("defers")}|put\s\w+(?:\s\w+){{0,3}}\s(?:off|back))
    |to\s(?:defer|postpone)\b
    |(?:^|:\s|\)\s?|item\s)(?:deferred|postponed|held\sover)\b
    |(?:{_any("left_over")}|leave\s\w+\s\w+)\s(?:over\s|off\s|back\s)?
        (?:to|until|till)\s(?:the\s)?(?:{_any("untils")}|\w+\smeeting)
    |\b(?:was|were|is|be|been)\s{_any("parked")}\s(?:until|till|pending)\b
    |(?<=\()(?:deferred|postponed|held\sover)\b
    |^(?:put\soff|left\suntil|held\sover|deferred)\b
    |leave\s(?:the\s)?\w+\s(?:over|until|till))""",
    re.IGNORECASE | re.VERBOSE,
)
_TAKEN_LATER = re.compile(
    r"\b(?:agreed|decided|resolved)\b[^.;]{3,60}\b(?:would|will|should|be)\b[^.;]{0,12}"
    rf"\b{_any('taken_later')} (?:again )?(?:at|by|to) (?:the|a) (?:next|future|later|following) meeting"
)
_LATER_WORDS = frozenset(("next", "future", "later", "following"))
_WAIT_WORDS = frozenset(("wait", "await", "later", "future"))
_WAITS = re.compile(
    r"\b(?:agreed|decided|resolved)(?: that the [^,.;]{3,60} (?:should|would|will))? to (?:a?wait|hold off|hold back)\b"
    r"|\bto a (?:later|future) (?:date|meeting)\b",
    re.IGNORECASE,
)
_NO_DEFER = re.compile(
    r"\bwould be (?:more )?(?:sensible|better|helpful|wise|prudent)\b"
    r"|\bwhich (?:was|were|is|had been) (?:postponed|deferred|adjourned)\b"
    r"|\b(?:if|whether|payment|had (?:been )?(?:deferred|postponed|held over|put back|put off|carried over)"
    r"|balance|funds?|carried forward to (?:20|the next financial)|was previously deferred)\b",
    re.IGNORECASE,
)

_REFUSE_WORDS = key_words("decisions", "refused", "refuses", "lost")
_NOT_WORDS = key_words("decisions", "not_granted", "not_to", "did_not") | {"taken", "agree", "accept"}
_REJECTED = re.compile(
    rf"""\b(?:(?:was|were|be|been)\s+(?:{_any("refused")}|not\s{_any("not_granted")})
    |(?:agreed|resolved|decided):?\s(?:not\sto\s{_any("not_to")}|to\s{_any("refuses")})
    |did\snot\s{_any("did_not")}
    |{_any("refusing_bodies")}\s(?:does|do)\snot\s(?:support|approve|accept|agree)\b
    |{_any("motions")}\b.{{0,160}}\b{_any("lost")}\b
    |:\slost\b|not\staken\sup
    |(?:^|:\s)(?:refused|rejected|declined|not\s{_any("not_granted")})\b
    |{_any("refusing_bodies")}\s(?:rejected|refused|declined)\b)""",
    re.IGNORECASE | re.VERBOSE,
)

_HAD_REFUSED = re.compile(rf"\b{_any('had_refused')}\b", re.IGNORECASE)
_WHY = re.compile(r"\b(?:why|whether|if|unless)\b[^.;]*$")  # what is told after these was not settled here

_IS_NOTED = re.compile(
    r"\b(?:be|is|are) noted\b|^(?:that |to |RESOLVED:? to )?notes?\b"
    r"|^(?:the )?[a-z]+ noted\b(?!.*\b(?:agreed|approved|supported|endorsed|accepted)\b)",
    re.IGNORECASE,
)
_WHO_NOTED = re.compile(
    r"(?P<who>(?:[Tt]he )?(?:[A-Z][\w'’&-]*\s+){0,6}?[A-Za-z]+)\s+(?:formally |duly |also |received and )?"
    r"(?:noted|NOTED)\s+(?:the|this|its|a)\b(?!.*\b(?:thanked|concern)\b)"
)
_NOTED = re.compile(
    r"\b(?:[Rr]esolved|RESOLVED|[Aa]greed|AGREED):? to note\b"
    rf"|\b{_any('notable')}\s+(?:was|were|be)\s+(?:duly |formally |received and )?(?:noted|NOTED)\b(?! that)"
    r"|\b(?:received and noted|noted and received|formally noted)\b|\bNOTED the\b|\bTo note the\b"
)

_PRINCIPLE_WORDS = key_words("decisions", "conditional") | {"once"}
_PRINCIPLE = re.compile(rf"\b{_any('conditional')}\b", re.IGNORECASE)
_NO_PRINCIPLE = re.compile(
    r"\b[Nn]o objections?\b|\bminutes\b|\b[Ss]ubject to the (?:above|foregoing)\b"
    r"|\bsubject to .{0,30}\b(?:changes?|amendments?|corrections?|additions?|inclusion|alterations?|comments|edits)\b"
    r"|\bsubject to [^.;]{0,200} being (?:added|amended|changed|corrected|included|removed|updated)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(rf"\b{_any('conditions')}\s+(?P<words>[^.;]+)|\b(?P<once>once\s+[^.;,]+)", re.IGNORECASE)

# A sentence without any of these tells no decision.
TELLING_WORDS = _RECORD_WORDS | _DEFER_WORDS | _REFUSE_WORDS | AGREED_WORDS | {"not", "note", "noted"}


def kind_of(sentence: Sentence, roster: Roster, *, marked: bool) -> DecisionKind | None:
    """Return the kind of the decision that a sentence tells, or None.

    `marked`: it begins with "RESOLVED", "Agreed:" or the like, so it surely tells one.
    """
    words, said = sentence.words, sentence.said
    if marked:
        return _kind_among(words, said, DecisionKind.NOTED if _NOTES_FIRST.match(words) else DecisionKind.AGREED)
    if said.isdisjoint(TELLING_WORDS) or _LATER.match(words):
        return None
    if kind := _other_than_agreed(words, said):
        return kind
    if is_agreed(words, said, roster) or is_terse(words, said):
        return None if is_reported(words) else _kind_among(words, said, DecisionKind.AGREED)
    return DecisionKind.NOTED if ("noted" in said or "note" in said) and _is_noted(words, roster) else None


def kind_listed(sentence: Sentence, opened: DecisionKind) -> DecisionKind:
    """Return the kind of a resolution in a list that "RESOLVED that:" opened."""
    return _kind_among(sentence.words, sentence.said, opened)


def _kind_among(words: str, said: frozenset[str], kind: DecisionKind) -> DecisionKind:
    """Return the kind of words that surely tell a decision: `kind`, unless they say more of it."""
    if other := _other_than_agreed(words, said):
        return other
    if ("noted" in said or "note" in said or "notes" in said) and _IS_NOTED.search(words):
        return DecisionKind.NOTED
    if kind is DecisionKind.AGREED and not said.isdisjoint(_WAIT_WORDS) and _WAITS.search(words):
        return DecisionKind.DEFERRED
    if not said.isdisjoint(_PRINCIPLE_WORDS) and _PRINCIPLE.search(words) and not _NO_PRINCIPLE.search(words):
        return DecisionKind.AGREED_IN_PRINCIPLE
    return kind


def _other_than_agreed(words: str, said: frozenset[str]) -> DecisionKind | None:
    """Return confirmed, deferred or rejected, where a sentence tells one of these."""
    if not said.isdisjoint(_RECORD_WORDS) and _is_confirmed(words):
        return DecisionKind.CONFIRMED
    if _is_deferred(words, said):
        return DecisionKind.DEFERRED
    refused = not said.isdisjoint(_REFUSE_WORDS) or ("not" in said and not said.isdisjoint(_NOT_WORDS))
    rejected = _REJECTED.search(words) if refused else None
    told = rejected is None or _HAD_REFUSED.search(words) or _WHY.search(words, 0, rejected.start())
    return None if told else DecisionKind.REJECTED


def _is_deferred(words: str, said: frozenset[str]) -> bool:
    """Whether a sentence says that something was put off, or will be taken at a later meeting."""
    if not said.isdisjoint(_DEFER_WORDS) and _DEFERRED.search(words):
        return not _NO_DEFER.search(words)
    return "meeting" in said and not said.isdisjoint(_LATER_WORDS) and _TAKEN_LATER.search(words) is not None


def _is_noted(words: str, roster: Roster) -> bool:
    """Whether a sentence says that the meeting noted something: "The Board noted the report", "It was noted" not."""
    if found := _WHO_NOTED.match(words):
        who = found["who"]
        return who not in roster.people and (is_meeting(who) or is_own(who, roster))
    return bool(_NOTED.search(words))


def _is_confirmed(words: str) -> bool:
    """Whether a sentence says that minutes of an earlier meeting were agreed as a record."""
    record = _RECORD.search(words)
    if not record or not (_SIGNED_OFF.search(words, record.end()) or _SIGNED_RECORD.search(words)):
        return False
    return not _NO_RECORD.search(words)


def find_condition(words: str) -> str | None:
    """Return the words on which a decision depends, without what brings them: "subject to", "provided that"."""
    found = _CONDITION.search(words)
    return str(found["words"] or found["once"]).strip() if found else None
