"""What the meeting itself settled: confirmed, agreed, agreed in principle, deferred, noted, rejected."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wapentake.reading.blocks import Block, Kind, cell_parts
from wapentake.reading.layout import Layout
from wapentake.reading.outline import DECISION_LISTS, label_of
from wapentake.reading.record import Action, Decision, Span
from wapentake.reading.sentences import Sentence, flat, split_block
from wapentake.reading.spans import containment, likeness, locate
from wapentake.reading.tasks import Roster, is_meeting
from wapentake.terms import DecisionKind

_RESOLVED = re.compile(
    r"(?:[*\s]|[Ii]t was|[Tt]herefore,? it was|[Tt]hat it be|unanimously|and)*\b(?:RESOLVED|Resolved|AGREED"
    r"|Agreed|DECIDED|Decision|DECISION|Decisions|RECOMMENDED|NOTED|Noted|APPROVED|Approved)\b"
    r"(?:\s+(?:unanimously|UNANIMOUSLY))?\*{0,2}\s*(?:\(.{1,60}?\))?\s*(?P<stop>[:–—-]|(?<!oted )(?:that|THAT"
    r"|to(?= [a-z])|by \d+ votes))?\s*:?\s*\*{0,2}"
)
_RECORD = (
    r"(?:\b[Mm]inutes?\b|\b[Nn]otes of\b|\bprevious (?:notes|record)\b|\bMINUTES\b|\b[Nn]otes? (?:from"
    r"|of) the (?:previous|last)\b|\b[Rr]ecord of the (?:last|previous))"
)
_SIGNED_OFF = (
    r"(?:agreed|approved?|confirmed?|accept(?:ed)?|adopt(?:ed)?|taken as read|sign(?:ed)?|true (?:and|record)"
    r"|correct(?: record)?|accurate(?: record)?|ratified|passed)"
)
_CONFIRMED = re.compile(rf"{_RECORD}(?=.*\b(?i:{_SIGNED_OFF})\b)|\b(?i:{_SIGNED_OFF})\b.{{0,50}}{_RECORD}", re.DOTALL)
_NO_CONFIRM = re.compile(
    r"^(?:to |for |that the minutes be circulated)|\bhad been\b|\bminutes (?:would|will|should|to) be"
    r"|once the minutes|\bnot (?:yet )?(?:been )?(?:approved|agreed)|draft minutes (?:will|would)"
    r"|\bsubmitted for\b|\bminute (?:secretary|taker)\b|\b\d+ minutes\b|\bminutes (?:and"
    r"|with) (?:the )?papers\b|\bask(?:ed)? (?:for|that)\b",
    re.IGNORECASE,
)
_DEFERRED = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|has|have)\s+(?:again |further |therefore |also )?(?:deferred|postponed"
    r"|adjourned|held over|put (?:off(?! by)|back)|carried over)"
    r"|(?:agreed|decided|resolved|RESOLVED:?|AGREED|Resolved:|Agreed:?) (?:to )?(?:defer|postpone|adjourn"
    r"|hold over|put \w+(?: \w+){0,3} (?:off|back))|to (?:defer|postpone)\b|(?:^|: |\) ?|item )(?:deferred"
    r"|postponed|held over)\b"
    r"|(?:carried|held|left|leave \w+ \w+|leave it|put off|put back|left) (?:over |off |back )?(?:to|until"
    r"|till) (?:the )?(?:next|we|\w+ meeting|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|spring|summer|autumn|winter|new year|AGM)"
    r"|^(?:put off|left until|held over|deferred)\b|leave (?:the )?\w+ (?:over|until|till))",
    re.IGNORECASE,
)
_NO_DEFER = re.compile(
    r"\b(?:if|whether|payment|had been (?:deferred|postponed)|balance|funds?|carried forward to (?:20"
    r"|the next financial)|was previously deferred)\b",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:(?:was|were|be|been)\s+(?:refused|rejected|declined|turned down|not (?:agreed|approved|supported"
    r"|accepted))|(?:agreed|resolved|decided|RESOLVED:?|Resolved:) (?:not to (?:support|approve|fund|proceed"
    r"|renew)|to (?:refuse|reject|decline))"
    r"|did not (?:support|approve|agree to)|(?:motion|amendment|proposal|proposition"
    r"|resolution)\b.{0,160}\b(?:lost|defeated|fell)\b|: lost\b|not taken up|(?:^|: )(?:refused|rejected"
    r"|not accepted|not approved|not agreed|declined|not supported)\b|(?:committee|council|board|panel"
    r"|partnership|members|governors|trustees) (?:rejected|refused|declined)\b)",
    re.IGNORECASE,
)
_DEALT = (
    r"recommended|agreed|approved|resolved|adopted|accepted|endorsed|ratified|decided|elected|appointed"
    r"|co-opted|granted|authorised|voted|re-elected|reappointed|awarded|AGREED|RESOLVED|APPROVED|ADOPTED"
    r"|ENDORSED|DECIDED|ACCEPTED|GRANTED"
)
_IT_WAS = re.compile(
    r"\b[Ii]t was (?:\w+ )?(?:agreed|resolved|decided|approved|AGREED|RESOLVED|unanimously agreed"
    r"|then agreed)\b(?! at the (?:last|previous))"
)
_VERBS = tuple(
    dict.fromkeys(
        [
            *_DEALT.split("|"),
            "confirmed that",
            "were content",
            "was content",
            "were in agreement",
            "were happy",
            "supported ",
            "carried",
            "CARRIED",
        ]
    )
)
_WAS = re.compile(r"\b(?:was|were)(?:\s(?:duly|unanimously|formally|then|also|all|provisionally))*$")
_ADVERBS = re.compile(
    r"(?:\s(?:also|then|all|both|unanimously|therefore|has|have|formally|subsequently|fully|duly"
    r"|again))*$"
)
_SUBJECT = re.compile(r"(?:(?:The|the|All|all) )?(?:[A-Za-z][\w'’&-]*\s+){0,6}?[A-Za-z][\w'’&-]*$")
_PASSIVE = frozenset(
    [
        "agreed",
        "approved",
        "adopted",
        "endorsed",
        "ratified",
        "elected",
        "re-elected",
        "appointed",
        "accepted",
        "carried",
        "co-opted",
        "granted",
        "AGREED",
        "APPROVED",
        "ADOPTED",
        "GRANTED",
        "CARRIED",
    ]
)
_OTHERWISE = re.compile(
    r"\bagreed by (?:those|all|members|the)\b|\b(?:carried|agreed|approved|elected) (?:unanimously|unopposed"
    r"|en bloc|nem con)\b|\b[Aa]ll (?:present )?(?:were )?in favour\b|\bapproval (?:was|be) (?:granted"
    r"|given)\b|\bno objections? (?:was|were) (?:raised|made)\b|\bpermission (?:was|be) granted\b"
    r"|: (?:agreed|approved|granted|APPROVED|AGREED)\b|\bgrants? of £[^.]* (?:was|were) made\b"
    r"|\b(?:application|request|bid)s? (?:(?:was|were) )?(?:supported|granted)\b"
)
_OTHER_STEMS = (
    "agreed by",
    "nanimously",
    "in favour",
    "unopposed",
    "en bloc",
    "nem con",
    "approval ",
    "objection",
    "ermission",
    ": a",
    ": g",
    ": A",
    "rants of",
    "rant of",
    "pplication",
    "equest",
    "bid ",
    "bids ",
)
_STEMS = (
    "in favour",
    "gree",
    "pprov",
    "esol",
    "dopt",
    "ccept",
    "ndorse",
    "atif",
    "ecid",
    "lect",
    "ppoint",
    "-opt",
    "rant",
    "uthoris",
    "vot",
    "ward",
    "content",
    "happy",
    "upport",
    "arried",
    "lost",
    "efus",
    "eject",
    "eclin",
    "efer",
    "ostpon",
    "djourn",
    "over",
    "put ",
    "eft ",
    "leave",
    "oted",
    "onfirm",
    "igned",
    "read",
    "correct",
    "accurate",
    "efeat",
    "RESOL",
    "AGREE",
    "APPROV",
    "ADOPT",
    "NOTE",
    "GRANT",
    "RATIF",
    "ECOMMEND",
    "ecommend",
    "ote the",
    "DECID",
    "ENDORS",
    "objection",
    "grants",
    "urned down",
    "taken up",
    " fell",
    "DEFER",
    "Decision",
    "REFUS",
)
_TERSE = re.compile(
    r"^(?!(?:He|She|They|I|The Chair)\b)(?=[A-Z])(?!.*\b(?:was|were|is|had|has|have|been"
    r"|newly)\b)(?:[\w&/’'-]+ ){1,9}?(?:agreed|approved|accepted|adopted|endorsed|ratified|granted|elected"
    r"|appointed|Agreed|Approved|Appointed)(?:\s(?:as|with no|by|en|unanimously|for|in principle|subject"
    r"|provided|,)[^.;]{0,80})?[.;]?$|^(?:Agreed|Approved|Accepted|Adopted|Appointed)\b(?! (?:to|that"
    r"|with))[^.;]{0,50}[.;]?$"
)
_NOTED = re.compile(
    r"^(?P<who>(?:The |the )?(?:[A-Z][\w'’&-]*\s+){0,6}?[A-Za-z]+)\s+(?:formally |duly |also "
    r"|received and )?(?:noted|NOTED)\s+(?:the|this|its|a)\b(?!.*\b(?:thanked|concern)\b)|\b(?:[Rr]esolved"
    r"|RESOLVED|[Aa]greed|AGREED):? to note\b"
    r"|\b(?:report|update|minutes|paper|position|accounts|statement|contents|recommendations?|progress|budget"
    r"|correspondence)\s+(?:was|were|be)\s+(?:duly |formally |received and )?(?:noted|NOTED)\b(?! that)"
    r"|\b(?:received and noted|noted and received|formally noted)\b|\bNOTED the\b|\bTo note the\b"
)
_PAST_DEAL = re.compile(
    r"\b(?:had (?:been )?(?:already |previously |now )?(?:agreed|approved|decided|resolved|accepted|adopted"
    r"|deferred|refused|granted|signed)|following actions? was|previously (?:agreed|approved)|(?:agreed"
    r"|approved) (?:at|by) (?:the )?(?:last|previous|full council|cabinet)|when it was agreed"
    r"|not (?:yet )?been (?:agreed|approved)|to be (?:agreed|approved|confirmed)|will be (?:agreed|approved)"
    r"|would be (?:agreed|approved)|(?:has|have) (?:also )?been (?:agreed|approved|accepted|appointed|granted)"
    r"|if (?:agreed|approved)|until (?:agreed|approved)|once (?:agreed|approved)"
    r"|previous application was)\b",
    re.IGNORECASE,
)
_OTHER_COUNCIL = re.compile(
    r"\b(District|County|Borough|City|Scottish|Unitary|Regional)\b.*\b(?:[Cc]ouncil|[Cc]ommittee)$"
)
_NOW_AGREED = re.compile(r"[Ii]t was (?:\w+ )?(?:agreed|resolved)|agreed in principle")
_PRINCIPLE = re.compile(
    r"\bin[- ]principle\b|\bonce (?:funding|the|a|all|it|they|this|that|consent|approval|permission)\b|\b(?:on"
    r"|with) (?:the )?(?:condition|proviso|understanding) that\b|\bprovided (?:that|the|it|they)\b"
    r"|\bconditional (?:on|upon)\b"
    r"|\bdependent (?:on|upon)\b|\bcontingent\b|\bsubject to\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:on (?:the )?(?:condition|proviso|understanding) that|with the proviso that|subject to"
    r"|provided that"
    r"|provided|conditional (?:on|upon)|dependent (?:on|upon)|as long as|so long as)\s+(?P<words>[^.;]+)"
    r"|\b(?P<once>once\s+[^.;,]+)",
    re.IGNORECASE,
)
_NO_PRINCIPLE = re.compile(r"\b[Nn]o objections?\b|\bminutes\b")
_CLAUSE_START = re.compile(r"^.*?(?=\b[Ii]t was (?:\w+ )?(?:agreed|resolved|decided|AGREED|RESOLVED))", re.DOTALL)
_DEFERRING = (
    "defer",
    "postpon",
    "adjourn",
    "held over",
    "put off",
    "put back",
    "put the",
    "put it",
    "left over",
    "left until",
    "left to",
    "leave ",
    "carried over",
    "carried forward",
    "carried to",
)
_REJECTING = (
    "refus",
    "reject",
    "declin",
    "not agreed",
    "not approved",
    "not supported",
    "not accepted",
    "not to ",
    "not taken",
    "did not",
    " lost",
    "defeat",
    "turned down",
)
_LATER = re.compile(r"^\s*(?:To|to) (?:confirm|approve|agree|receive|consider|note|adopt|elect|resolve)\b")
_MINUTES_TITLE = re.compile(
    r"^(?:\W|the|approv\w+|of|to|confirm|agree)*(?:minutes?|notes)\b|\bprevious minutes\b"
    r"|\blast meeting\b",
    re.IGNORECASE,
)
_THIS_WAS = re.compile(
    r"^(?:This|That|These|It|Both|All(?: present)?|The (?:motion|proposal|recommendations?"
    r"|request)) (?:was"
    r"|were) (?:duly |unanimously |then |all |present |in )*(?:agreed|approved|accepted|carried|adopted"
    r"|supported|favour)\b(?! (?:that|to|not))[^.]{0,40}\.?$|^(?:Approved|Appointed|Agreed|Carried"
    r"|Elected)(?: (?:en bloc|unanimously|nem con))?\.$"
)


@dataclass(slots=True)
class _Settling:
    """What the finder carries on: the kind under which a list of resolutions stands, if one is open."""

    open_kind: DecisionKind | None = None


def find(layout: Layout, roster: Roster, actions: tuple[Action, ...], used: frozenset[int]) -> tuple[Decision, ...]:
    """Return the decisions in the order of the page. One that only gives somebody a task is an action and not here."""
    outline, blocks = layout.outline, layout.blocks
    heads = {head.block for head in outline.heads}
    state = _Settling()
    found: list[Decision] = []
    for index, block in enumerate(blocks):
        if index in used or block.kind is Kind.MARGIN:
            continue
        listed = state.open_kind is not None and block.kind is Kind.BULLET
        if index in heads or (index in outline.sub_heads and not listed):
            state.open_kind = (
                DecisionKind.AGREED if label_of(block.words) in DECISION_LISTS and index not in heads else None
            )
            if block.end - block.start < 120 and block.kind is not Kind.ROW:
                continue
        _read_block(layout, index, state, found, roster)
    return _settled(found, actions)


def _read_block(layout: Layout, index: int, state: _Settling, found: list[Decision], roster: Roster) -> None:
    """Read a block: an opening such as "RESOLVED that:", a resolution in the list that it opened, or sentences."""
    block = layout.blocks[index]
    if block.kind is Kind.ROW and len(block.cells) > 1:
        for a, b in (part for cell in block.cells for part in cell_parts(layout.text, cell)):
            cell = Block(Kind.PARAGRAPH, a, b, layout.text[a:b], lead=a)
            _read_sentences(layout, cell, split_block(cell, index), found, roster)
        return
    opening = _RESOLVED.match(block.words)
    rest = block.words[opening.end() :].strip() if opening else ""
    if opening and not rest and (opening["stop"] or len(block.words) < 40):
        state.open_kind = DecisionKind.NOTED if "oted" in opening[0] or "NOTED" in opening[0] else DecisionKind.AGREED
        return
    if state.open_kind and not opening:
        if block.kind is Kind.BULLET or block.marker:
            whole = Sentence(block.start, block.end, flat(block.words), index)
            found.append(_make(layout, whole, _kind_in(whole.words, state.open_kind), (0, len(whole.words))))
            return
        state.open_kind = None
    _read_sentences(layout, block, layout.sentences(index), found, roster)


def _read_sentences(
    layout: Layout, block: Block, sentences: list[Sentence], found: list[Decision], roster: Roster
) -> None:
    """Read the sentences of a block one by one; "This was agreed." takes the sentence before it along."""
    for at, sentence in enumerate(sentences):
        opening = _RESOLVED.match(block.words) if at == 0 else _RESOLVED.match(sentence.words)
        kind = _kind_of(sentence.words, roster, opened=_opens(opening, block if at == 0 else None))
        if kind is None:
            continue
        if at and _THIS_WAS.match(sentence.words):
            whole = Sentence(
                sentences[at - 1].start, sentence.end, f"{sentences[at - 1].words} {sentence.words}", sentence.block
            )
            found.append(_make(layout, whole, kind, (0, len(whole.words))))
        else:
            found.append(_make(layout, sentence, kind, _part_of(sentence.words)))


def _opens(opening: re.Match[str] | None, block: Block | None) -> bool:
    """Whether "RESOLVED" or "Agreed:" begins a sentence as a mark and not as a verb."""
    if opening is None:
        return False
    said = opening[0].strip("* ")
    return bool(opening["stop"]) or said.isupper() or (block is not None and block.lead > block.start)


def _kind_in(words: str, opened: DecisionKind) -> DecisionKind:
    """Return the kind of a resolution in a list that "RESOLVED that:" opened."""
    if _is_confirmed(words):
        return DecisionKind.CONFIRMED
    if _is_deferred(words):
        return DecisionKind.DEFERRED
    if _REJECTED.search(words):
        return DecisionKind.REJECTED
    if re.search(r"\b(?:be|is|are) noted\b|^(?:that |to |RESOLVED:? to )?note\b", words, re.IGNORECASE):
        return DecisionKind.NOTED
    if _PRINCIPLE.search(words) and not _NO_PRINCIPLE.search(words):
        return DecisionKind.AGREED_IN_PRINCIPLE
    return opened


def _kind_of(words: str, roster: Roster, *, opened: bool) -> DecisionKind | None:
    """Return the kind of the decision that a sentence reports, or None."""
    if not _may_decide(words) or (_LATER.match(words) and not opened):
        return None
    if opened:
        noted = re.match(r"\W*(?:NOTED|Noted|RESOLVED:? To note|Resolved:? to note)\b", words)
        return _kind_in(words, DecisionKind.NOTED if noted else DecisionKind.AGREED)
    if _is_confirmed(words):
        return DecisionKind.CONFIRMED
    folded = words.casefold()
    if _is_deferred(words):
        return DecisionKind.DEFERRED
    if any(stem in folded for stem in _REJECTING) and _REJECTED.search(words):
        return DecisionKind.REJECTED
    if _is_agreed(words, roster) or (len(words) < 170 and _TERSE.match(words)):
        reported = _PAST_DEAL.search(words) and not _NOW_AGREED.search(words)
        return None if reported else _kind_in(words, DecisionKind.AGREED)
    noted = _NOTED.search(words) if "ote" in folded else None
    if noted and (noted["who"] is None or is_meeting(noted["who"]) or _is_own(noted["who"], roster)):
        return DecisionKind.NOTED
    return None


def _may_decide(words: str) -> bool:
    """Whether a sentence holds any of the letters without which it reports no decision."""
    for stem in _STEMS:
        if stem in words:
            return True
    return False


def _is_confirmed(words: str) -> bool:
    """Whether a sentence reports that minutes of an earlier meeting were agreed as a record."""
    if not any(
        stem in words
        for stem in ("inute", "INUTE", "otes of", "otes from", "notes", "ote of the", "ote from the", "ecord of the")
    ):
        return False
    return bool(_CONFIRMED.search(words)) and not _NO_CONFIRM.search(words)


def _is_agreed(words: str, roster: Roster) -> bool:
    """Whether a sentence reports that this meeting agreed something: "it was agreed", "The Board approved …"."""
    if "t was " in words and _IT_WAS.search(words):
        return True
    for verb in _VERBS:
        at = words.find(verb)
        while at != -1:
            if _deals(words, at, verb, roster):
                return True
            at = words.find(verb, at + len(verb))
    return any(stem in words for stem in _OTHER_STEMS) and bool(_OTHERWISE.search(words))


def _deals(words: str, at: int, verb: str, roster: Roster) -> bool:
    """Whether the verb that stands at a place is one of the meeting's: "The Board agreed", "the bid was approved"."""
    after = words[at + len(verb) : at + len(verb) + 1]
    if words[at - 1 : at].isalnum() or (after.isalnum() and not verb.endswith(" ")):
        return False
    before = words[max(0, at - 90) : at].rstrip()
    if verb in _PASSIVE and before.endswith(("was", "were", "y", "then", "also", "all")) and _WAS.search(before):
        return True
    before = before[: adverbs.start()] if (adverbs := _ADVERBS.search(before)) else before
    subject = _SUBJECT.search(before)
    if subject is None:
        return False
    who = re.split(r"\b(?:that|and|but|so)\s+", subject[0])[-1]
    other = _OTHER_COUNCIL.search(who)
    return (is_meeting(who) and not (other and other[1] not in roster.body)) or _is_own(who, roster)


def _is_deferred(words: str) -> bool:
    """Whether a sentence reports that something was put off."""
    folded = words.casefold()
    return any(stem in folded for stem in _DEFERRING) and bool(_DEFERRED.search(words)) and not _NO_DEFER.search(words)


def _is_own(who: str, roster: Roster) -> bool:
    """Whether words are the letters by which the body calls itself: "The CC", "ODUG"."""
    return who.split(" ")[-1] in roster.own


def _part_of(words: str) -> tuple[int, int]:
    """Return the clause of a sentence that holds the decision: from "it was agreed" on, where that stands inside."""
    start = 0
    inside = _CLAUSE_START.match(words)
    if inside and inside.end() > 0:
        start = inside.end()
    elif words.startswith(("As ", "Since ", "Although ", "While ", "Whilst ", "Because ")) and ", " in words:
        main = words.rfind(", ") + 2
        start = main if len(words) - main > 35 else 0
    return start, len(words)


def _make(layout: Layout, sentence: Sentence, kind: DecisionKind, part: Span) -> Decision:
    """Return the decision that a part of a sentence is."""
    words = sentence.words[part[0] : part[1]].strip(" *")
    item = layout.outline.item_of[sentence.block]
    if (
        kind is DecisionKind.AGREED
        and item is not None
        and len(words) < 70
        and _MINUTES_TITLE.search(layout.outline.heads[item].title)
    ):
        kind = DecisionKind.CONFIRMED
    condition = None
    if kind in (DecisionKind.AGREED, DecisionKind.AGREED_IN_PRINCIPLE) and (held := _CONDITION.search(words)):
        condition = (held["words"] or held["once"]).strip()
    span = locate(layout.text, (sentence.start, sentence.end), sentence.words, part)
    return Decision(span=span, kind=kind.value, text=words, condition=condition, item=item)


def _settled(found: list[Decision], actions: tuple[Action, ...]) -> tuple[Decision, ...]:
    """Return each decision once, without those that only give a task which stands among the actions."""
    kept: list[Decision] = []
    for one in found:
        if one.kind in ("agreed", "agreed-in-principle") and any(_only_task(one, action) for action in actions):
            continue
        if not any(other.item == one.item and _same(one, other) for other in kept):
            kept.append(one)
    return tuple(replace(one) for one in kept)


def _same(one: Decision, other: Decision) -> bool:
    """Whether two statements of one item settle the same: alike, or one the beginning of the other (a text cut short)."""
    if one.kind == other.kind and likeness(one.text, other.text) > 0.8:
        return True
    return min(len(one.text), len(other.text)) > 60 and containment(one.text, other.text) > 0.85


def _only_task(decision: Decision, action: Action) -> bool:
    """Whether a decision says no more than that an action is given."""
    inside = action.span[0] < decision.span[1] and decision.span[0] < action.span[1]
    return inside and containment(action.text, decision.text) > 0.8 and len(action.text) > 0.45 * len(decision.text)
