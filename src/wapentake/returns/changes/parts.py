"""What leads say of their parts: drafts that are kept, answers that are checked; what a coordinator does with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account
from wapentake.contacts.models import Person
from wapentake.contacts.queries import find_bodies_of
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.plans.changes import record_value
from wapentake.returns import rules
from wapentake.returns.changes import lock_return
from wapentake.returns.models import Part, PartState, Return, ReturnState, Stands
from wapentake.returns.queries import Known, find_known
from wapentake.returns.rules import TEXTS, Told
from wapentake.terms import Amount

ACCEPTED = "The coordinator has accepted this part, so it stays as it is. Nothing was changed. Ask them if it is wrong."
UNNEEDED = "This part is not needed any more. Nothing was changed."
MEANWHILE = (
    "Somebody answered or changed this part after you opened the page. What you typed is still here, and was not sent. "
    "Look at how the part stands now, then send yours if it should replace that."
)
NOT_YOURS = "Somebody else leads this part now. Nothing was changed. If that is wrong, tell your coordinator."
WHY = "Say why. Nothing was changed."
NOT_ANSWERED = "This part is not answered yet, so there is nothing to accept. Nothing was changed."
NOT_FOUND = "These words do not stand there any more. Nothing was changed. Look at the part again."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lead says of a part. `version` is that of the part which they saw; `boxes` the form as it was filled in.

    `measured` holds, by the number of a measure, what it is at the end of the period. Units: whole pence.
    """

    texts: Mapping[str, str]
    forecast: int | None = None
    measured: Mapping[int, Decimal] = field(default_factory=dict)
    version: int = 0
    boxes: Mapping[str, str] = field(default_factory=dict)


def lock_part(part: Part) -> Part:
    """Lock a part and its return, and return it as it stands. Raises Refused for one of a return that was sent."""
    of = lock_return(part.of)
    held = Part.objects.select_for_update(of=("self",)).select_related("tactical_action", "lead").get(pk=part.pk)
    held.of = of
    return held


def _check_open(part: Part, version: int) -> None:
    if part.state == PartState.ACCEPTED:
        raise Refused("accepted", ACCEPTED)
    if part.state == PartState.NOT_NEEDED:
        raise Refused("not-needed", UNNEEDED)
    if part.version != version:
        raise Refused("meanwhile", MEANWHILE)


@transaction.atomic
def save_draft(part: Part, boxes: Mapping[str, str], *, by: Actor) -> Part:
    """Keep what somebody typed and has not sent, as it was typed. It is not checked, and nobody else is shown it."""
    part = lock_part(part)
    if part.draft == dict(boxes):
        return part
    part.draft, part.draft_at = dict(boxes), timezone.now()
    part.save(update_fields=["draft", "draft_at"])
    log_change("saved a draft of", part, partnership=part.of.partnership_id, by=by)
    return part


@transaction.atomic
def answer_part(part: Part, answer: Answer, *, by: Actor) -> Part:
    """Take an answer up; the same one again changes nothing.

    Raises: Refused where it lacks something, where its words tell of a person, where the part was changed since it was
    seen, and once it is accepted.
    """
    part = lock_part(part)
    texts = {name: answer.texts.get(name, "").strip() for name in TEXTS}
    if part.state == PartState.ANSWERED and _is_said(part, texts, answer):
        return part
    _check_open(part, answer.version)
    known = find_known(part)
    told = Told(answer.forecast, known.line.budget, texts)
    lacks = rules.check_answer(told, asks_below=part.of.asks_below)
    found = find_leaks_in(part, texts)
    if lacks or found:
        raise Refused("answer", " ".join([*lacks.values(), *(one.message for one in found)]))
    for name, text in texts.items():
        setattr(part, name, text)
    part.forecast, part.budget = answer.forecast, known.line.budget
    part.spent = known.line.spent if part.tactical_action_id else None
    part.measured = [_tell(one, answer.measured.get(one.measure.pk, one.value)) for one in known.measured]
    _record(part, answer, known, by)
    part.state, part.why = PartState.ANSWERED, ""
    part.answered_at, part.answered_by_name = timezone.now(), str(by)[:200]
    part.draft, part.draft_at, part.version = {}, None, part.version + 1
    part.save()
    _reopen(part.of)
    said = {name: text for name, text in texts.items() if text}
    if part.forecast is not None:
        said["forecast"] = Amount(part.forecast).say()
    log_change("answered", part, partnership=part.of.partnership_id, by=by, after=said)
    return part


def _record(part: Part, answer: Answer, known: Known, by: Actor) -> None:
    """Put what was measured into the plan too, as of the end of the period; a row that has ended takes nothing more."""
    row = part.tactical_action
    if row is None or row.ended_on is not None:
        return
    on = min(part.of.period_to, timezone.localdate())
    for one in known.measured:
        value = answer.measured.get(one.measure.pk)
        if value is not None and value != one.value:
            record_value(one.measure, {"on": on, "value": value, "note": part.of.name}, by=by)


def _is_said(part: Part, texts: Mapping[str, str], answer: Answer) -> bool:
    same = all(getattr(part, name) == text for name, text in texts.items())
    measured = {one["pk"]: one["value"] for one in part.measured}
    return (
        same
        and part.forecast == answer.forecast
        and all(measured.get(pk) == str(value) for pk, value in answer.measured.items())
    )


def _tell(one: Any, value: Decimal | None) -> dict[str, Any]:
    measure = one.measure
    plain = {name: None if one is None else str(one) for name, one in _numbers(measure, value)}
    return {"pk": measure.pk, "name": measure.name, "unit": measure.unit, "question": measure.question, **plain}


def _numbers(measure: Any, value: Decimal | None) -> list[tuple[str, Decimal | None]]:
    return [("baseline", measure.baseline), ("target", measure.target), ("value", value)]


def _reopen(of: Return) -> None:
    """What was compiled is not the last word any more once a part of it changes."""
    if of.state == ReturnState.COMPILED:
        of.state, of.compiled_at = ReturnState.ASKED, None
        of.save(update_fields=["state", "compiled_at"])


def find_leaks_in(part: Part, texts: Mapping[str, str] | None = None) -> list[rules.Found]:
    """Return the words in a part that tell of a person, but for those that a coordinator let stand."""
    told = {name: getattr(part, name) for name in TEXTS} if texts is None else texts
    return rules.find_told_of(told, allowed=part.of.stands.values_list("likeness", flat=True))


@transaction.atomic
def accept_part(part: Part, *, by: Actor) -> Part:
    """Say that a part is as it should be."""
    part = lock_part(part)
    if part.state not in (PartState.ANSWERED, PartState.ACCEPTED):
        raise Refused("not-answered", NOT_ANSWERED)
    return _set_state(part, PartState.ACCEPTED, "accepted", why="", by=by)


@transaction.atomic
def send_back(part: Part, why: str, *, by: Actor) -> Part:
    """Ask the lead again, with a reason. It is missing until they answer."""
    part = lock_part(part)
    if not why.strip():
        raise Refused("why", WHY)
    if part.state not in (PartState.ANSWERED, PartState.ACCEPTED):
        raise Refused("not-answered", NOT_ANSWERED.replace("accept", "send back"))
    return _set_state(part, PartState.SENT_BACK, "sent back", why=why, by=by)


@transaction.atomic
def leave_out(part: Part, why: str, *, by: Actor) -> Part:
    """Say that a part is not needed, with a reason: nobody is asked for it, and the return goes without it."""
    part = lock_part(part)
    if not why.strip():
        raise Refused("why", WHY)
    return _set_state(part, PartState.NOT_NEEDED, "left out", why=why, by=by)


@transaction.atomic
def take_in(part: Part, *, by: Actor) -> Part:
    """Say that a part that was left out is needed after all; what was answered of it stands."""
    part = lock_part(part)
    if part.state != PartState.NOT_NEEDED:
        return part
    state = PartState.ANSWERED if part.answered_at else PartState.ASKED
    return _set_state(part, state, "took in", why="", by=by)


@transaction.atomic
def give_part(part: Part, person: Person | None, *, by: Actor, why: str = "") -> Part:
    """Give a part to another lead, or, with nobody, say that it was given back; it stays asked for, and as it is.

    Means: the body is that for which the person stands, where it is known. Raises: Refused once it is accepted.
    """
    part = lock_part(part)
    _check_open(part, part.version)
    person = (person.joined_to or person) if person else None
    if part.lead == person:
        return part
    before = {"lead": str(part.lead or "")}
    part.lead = person
    if person is not None:
        part.lead_body = find_bodies_of([person.pk]).get(person.pk) or part.lead_body
        part.asked_on = part.asked_on or timezone.localdate()
    part.save(update_fields=["lead", "lead_body", "asked_on"])
    after = {"lead": str(person or ""), **({"why": why} if why else {})}
    verb = "handed over" if person else "given back"
    log_change(verb, part, partnership=part.of.partnership_id, by=by, before=before, after=after)
    return part


def _set_state(part: Part, state: PartState, verb: str, *, why: str, by: Actor) -> Part:
    if part.state == state:
        return part
    before = {"state": part.state}
    part.state, part.why, part.version = state, why.strip(), part.version + 1
    part.save(update_fields=["state", "why", "version"])
    _reopen(part.of)
    after = {"state": state.value, "why": part.why}
    log_change(verb, part, partnership=part.of.partnership_id, by=by, before=before, after=after)
    return part


@transaction.atomic
def let_stand(part: Part, likeness: str, why: str, *, by: Account) -> Stands:
    """Say that words which the check takes for somebody’s details tell of nobody; they may stand in this return."""
    of = lock_return(part.of)
    if not why.strip():
        raise Refused("why", WHY)
    texts = {name: str(text) for name, text in part.draft.items() if name in TEXTS}
    found = [*find_leaks_in(part), *find_leaks_in(part, texts)]
    words = next((one.words for one in found if one.likeness == likeness), None)
    if words is None:
        raise Refused("not-found", NOT_FOUND)
    values = {"words": words[:300], "why": why.strip()[:300], "by": by}
    stands, _ = Stands.objects.get_or_create(of=of, likeness=likeness, defaults=values)
    told = {"words": stands.words, "why": stands.why}
    log_change("let stand", stands, partnership=of.partnership_id, by=by, after=told)
    return stands
