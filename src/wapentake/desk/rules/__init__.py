"""What stands in the way of a step of a meeting, and what should be looked at before it. Pure values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from wapentake.kit.errors import Verdict
from wapentake.terms import say_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a meeting before a step. `leaks` counts what the leak check found and nobody has settled.

    `publish_by` is the last day for the agenda, where the partnership keeps to one; `later` counts the meetings of the
    body that were held since; `empty` names the items under which nothing is written.
    """

    on: date
    today: date
    place: str = ""
    publish_by: date | None = None
    items: int = 0
    leaks: int = 0
    here: int = 0
    quorum: int = 0
    written: int = 0
    empty: tuple[str, ...] = ()
    unowned: int = 0
    undated: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """What a step still needs (`reasons`), and what it can do without and should not (`notes`)."""

    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> Verdict:
        """Return whether the step may be taken."""
        return Verdict(self.reasons)


def find_missing(step: str, stands: Standing) -> Missing:
    """Return what is missing for a step, in words that say what to do."""
    find = _FINDERS.get(step)
    return find(stands) if find else Missing()


def _before_agenda(stands: Standing) -> Missing:
    reasons = [] if stands.items else ["The agenda has no items. Build it first."]
    notes = []
    if not stands.place:
        notes.append("The agenda does not say where the meeting is. Add a venue.")
    if stands.publish_by and stands.today > stands.publish_by:
        notes.append(
            f"The agenda was due by {say_date(stands.publish_by)}. You can publish it late. Ask the chair if the "
            "meeting should go ahead as planned."
        )
    return Missing((*reasons, *_unsettled(stands)), tuple(notes))


def _before_hold(stands: Standing) -> Missing:
    if stands.today < stands.on:
        return Missing((f"The meeting is on {say_date(stands.on)}. You can start its minutes on that day.",))
    return Missing(() if stands.items else ("There is no agenda to write under. Build it first.",))


def _before_finish(stands: Standing) -> Missing:
    reasons = [] if stands.written else ["Nothing is written yet."]
    notes = []
    if not stands.here:
        notes.append("Nobody is marked as present.")
    elif stands.here < stands.quorum:
        notes.append(
            f"{stands.here} member bodies were there and the quorum is {stands.quorum}. "
            "Decisions may have to be agreed again."
        )
    if stands.empty:
        notes.append(f"Nothing is written under: {'; '.join(stands.empty)}.")
    if stands.unowned:
        notes.append(_many(stands.unowned, "action names nobody.", "actions name nobody."))
    if stands.undated:
        notes.append(_many(stands.undated, "action has no date.", "actions have no date."))
    return Missing(tuple(reasons), tuple(notes))


def _before_publishing(stands: Standing) -> Missing:
    return Missing(_unsettled(stands))


def _before_confirm(stands: Standing) -> Missing:
    if stands.later:
        return Missing()
    words = "No later meeting of this body has been held yet. Minutes are confirmed at a later meeting."
    return Missing((words,))


def _unsettled(stands: Standing) -> tuple[str, ...]:
    if not stands.leaks:
        return ()
    words = _many(stands.leaks, "passage may tell the public of somebody.", "passages may tell the public of somebody.")
    return (f"{words} Settle each in the leak check.",)


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


_FINDERS: dict[str, Callable[[Standing], Missing]] = {
    "publish-agenda": _before_agenda,
    "hold": _before_hold,
    "finish": _before_finish,
    "publish-draft": _before_publishing,
    "publish": _before_publishing,
    "confirm": _before_confirm,
}
