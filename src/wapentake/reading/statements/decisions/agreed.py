"""Whether a sentence tells that this meeting agreed something, and not another meeting or an earlier one."""

from __future__ import annotations

import re

from wapentake.reading.owners import is_meeting
from wapentake.reading.phrases import any_of, key_word, key_words, load_phrases, places_of
from wapentake.reading.rosters import KINDS_OF_BODY, Roster


def _any(key: str) -> str:
    """Return a group that matches any phrase of a list."""
    return f"(?:{any_of('decisions', key)})"


_LISTS = load_phrases("decisions")
_IT_WAS = re.compile(
    r"\b[Ii]t was (?:proposed,? (?:and )?seconded,? and )?(?:\w+ )?"
    rf"(?i:{_any('it_was')})\b(?! at the (?:last|previous))"
)
_VERBS: dict[str, list[str]] = {}
for _phrase in _LISTS["settles"]:
    _VERBS.setdefault(key_word(_phrase), []).append(_phrase)
_KEYS = frozenset(_VERBS)
_IS_SETTLED = frozenset(_LISTS["is_settled"])
_WAS = re.compile(rf"\b(?:was|were)(?:\s{_any('adverbs_was')})*$")
_ADVERBS = re.compile(rf"(?:\s{_any('adverbs')})*$")
_SUBJECT = re.compile(r"(?:(?:[Tt]he|[Aa]ll) )?(?:[A-Za-z][\w'’&-]*\s+){0,6}?[A-Za-z][\w'’&-]*$")
_MOST_SUBJECT = 8  # words
_DID_BEFORE = re.compile(
    rf"(?P<who>[Tt]he (?:[A-Z][\w&'’-]*\s+){{0,5}}?[A-Za-z]+|Members)\s+(?:\w+ly )?{_any('did_before')}\b"
)
_ASKED_WHETHER = re.compile(r"\b(?:if|whether)\b[^,;.]*$")
_CLAUSE = re.compile(r"\b(?:that|and|but|so)\s+")
_OTHER_COUNCIL = re.compile(
    r"\b(District|County|Borough|City|Scottish|Unitary|Regional)\b.*\b(?:[Cc]ouncil|[Cc]ommittee)$"
)
_OTHERWISE_WORDS = frozenset(_LISTS["otherwise_words"])
_OTHERWISE_WITH = frozenset(_LISTS["otherwise_with"])
_OTHERWISE = re.compile(
    rf"\b(?i:{_any('otherwise')})\b|\b(?:carried|agreed|approved|elected) {_any('unanimous')}\b"
    r"|: (?:agreed|approved|granted|APPROVED|AGREED)\b|\bgrants? of £[^.]{0,200} (?:was|were) made\b"
    r"|\b(?:was|were) proposed by [^.;]{2,60}?(?:,| and) (?:was |were )?seconded by\b"
    r"|\bproposed\b(?:[^.;]|\.\d){3,200}?\bseconded by [^.;]{2,80}\b(?:in favour|carried|agreed|approved)\b"
    rf"|\b(?i:{_any('asks')}) (?:(?:was|were) )?(?:noted and )?(?:supported|granted)\b"
)
_MOVED = re.compile(
    r"It was moved by |(?:An?|The|Two) (?:further )?(?:amendments?|motions?|proposals?|votes?) ", re.IGNORECASE
)
_BY_OTHER = re.compile(rf" (?:\w+ ){{0,6}}?by (?:the )?(?P<who>(?:[A-Z][\w'’&-]* )*{_any('other_bodies')})\b")
_TERSE_WORDS = frozenset(_LISTS["terse"])
_IT_WAS_KEYS = key_words("decisions", "it_was")
AGREED_WORDS = _KEYS | _IT_WAS_KEYS | _OTHERWISE_WORDS | _TERSE_WORDS
_GOES_WITH = (" out", " over", " forward")  # carried out, over, forward
_LONGEST_TERSE = 170
_TERSE = re.compile(
    rf"""(?!(?:He|She|They|I|The\sChair)\b)(?=[A-Z])(?!.*\b(?:was|were|is|had|has|have|be|been|being|newly|if|whether)\b)
    (?:[\w&/’'-]+\s){{1,9}}?(?:{_any("terse")}|Agreed|Approved|Appointed)
    (?:\s(?:as|with\sno|by|en|unanimously|for|in\sprinciple|subject|provided|,)[^.;]{{0,80}})?[.;]?$
    |(?:Agreed|Approved|Accepted|Adopted|Appointed)\b(?!\s(?:to|that|with))[^.;]{{0,80}}[.;]?$""",
    re.VERBOSE,
)
_NOW_AGREED = re.compile(r"[Ii]t was (?:\w+ )?(?:agreed|resolved)|agreed in principle")
_REPORTED = re.compile(
    rf"""\b(?:had\s(?:been\s)?(?:already\s|previously\s|now\s)?{_any("past_deals")}
    |following\sactions?\swas|previously\s(?:agreed|approved)
    |(?:agreed|approved)\s(?:at|by)\s(?:the\s)?(?:last|previous|full\scouncil|cabinet)|when\sit\swas\sagreed
    |confirmed\sthat\s(?:all|everyone|everybody|they|he|she)\b[^.;]{{0,30}}\s(?:had|have|has)\b
    |not\s(?:yet\s)?been\s(?:agreed|approved)|(?:to|will|would)\sbe\s{_any("not_yet")}
    |(?:has|have)\s(?:also\s)?been\s(?:agreed|approved|accepted|appointed|granted)
    |(?:if|until|once)\s(?:agreed|approved)|when\s(?:he|she|they)\s(?:was|were)\s(?:appointed|elected)|until\s[^,;.]{{1,80}}\s(?:was|were|is|are)\s(?:agreed|approved)|previous\sapplication\swas)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_agreed(words: str, said: frozenset[str], roster: Roster) -> bool:
    """Whether a sentence tells that this meeting agreed something: "it was agreed", "The Board approved …"."""
    keys = said & _KEYS
    if "t was " in words and not said.isdisjoint(_IT_WAS_KEYS) and _IT_WAS.search(words):
        return True
    for phrase in (phrase for key in keys for phrase in _VERBS[key]):
        for verb in (phrase, phrase.upper()):
            if any(_deals(words, at, verb, roster) for at in places_of(verb, words)):
                return True
    if said.isdisjoint(_OTHERWISE_WORDS) or (said.isdisjoint(_OTHERWISE_WITH) and ": " not in words):
        return False
    return _OTHERWISE.search(words) is not None and not _MOVED.match(words)


def _deals(words: str, at: int, verb: str, roster: Roster) -> bool:
    """Whether the verb that stands at a place is one of the meeting's: "The Board agreed", "the bid was approved"."""
    after = words[at + len(verb) : at + len(verb) + 9]
    if words[at - 1 : at].isalnum() or after[:1].isalnum() or after.startswith(_GOES_WITH):
        return False
    before = words[max(0, at - 90) : at].rstrip()
    if verb.lower() in _IS_SETTLED and _WAS.search(before):
        other = _BY_OTHER.match(words, at + len(verb))
        return other is None or other["who"] in roster.body
    if adverbs := _ADVERBS.search(before):
        before = before[: adverbs.start()]
    far = before.rsplit(None, _MOST_SUBJECT)
    subject = _SUBJECT.search(before, len(far[0]) if len(far) > _MOST_SUBJECT else 0)
    if subject is None:
        return False
    who = _CLAUSE.split(subject[0])[-1]
    if before.endswith((" but", " and")) and (first := _DID_BEFORE.match(words, 0, at)):
        who = first["who"]
    if _is_other_kind(who, roster) or _ASKED_WHETHER.search(before):
        return False
    other = _OTHER_COUNCIL.search(who)
    if who.endswith(" members"):
        who = who.removesuffix(" members")
    return (is_meeting(who) and not (other and other[1] not in roster.body)) or is_own(who, roster)


def _is_other_kind(who: str, roster: Roster) -> bool:
    """Whether words are a body of another kind than the one that meets: "the panel" in the minutes of a board."""
    kind = who.rpartition(" ")[2].casefold()
    return roster.kind != "" and kind != roster.kind and kind in KINDS_OF_BODY


def is_own(who: str, roster: Roster) -> bool:
    """Whether words are the letters by which the body calls itself: "The CC", "ODUG"."""
    return who.rpartition(" ")[2] in roster.own


def is_terse(words: str, said: frozenset[str]) -> bool:
    """Whether words say no more than what was agreed: "Budget agreed."."""
    return len(words) < _LONGEST_TERSE and not said.isdisjoint(_TERSE_WORDS) and bool(_TERSE.match(words))


def is_reported(words: str) -> bool:
    """Whether a sentence tells of what was agreed before, or is yet to be."""
    return bool(_REPORTED.search(words)) and not _NOW_AGREED.search(words)
