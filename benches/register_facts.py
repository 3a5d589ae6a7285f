"""The rows that one page of the large register made: its passages, and what was accepted of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from benches.register_told import Said
from wapentake.actions.models import Action, Owner
from wapentake.intake.rules import due_of, likeness_of, pence_of, say
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, Page
from wapentake.sources.models import Passage
from wapentake.terms import key_of_body, key_of_name

if TYPE_CHECKING:
    from benches.register_rows import OwnRows

LAST_YEAR = 2025  # in which the last meetings lie
AT = "2026-01-05 09:30:00+00:00"
UNPLANNED = {
    "kind": "ordinary",
    "state": "from a page",
    "duration_minutes": 120,
    "room": "",
    "dial_in": "",
    "contact": "",
    "sequence": 0,
    "cancelled_because": "",
}


class PageRows:
    """A page on its way into the register; what is accepted has a batch."""

    def __init__(self, own: OwnRows, document: int, batch: str | None, on: date) -> None:
        self.own, self.document, self.batch, self.on = own, document, batch, on
        self.add = own.store.add
        self.meeting = 0
        self.items: dict[int | None, int] = {}

    def take(self, said: Said, data: dict[str, Any]) -> None:
        """Write a passage, make it findable and, where it is accepted, write its row."""
        accepted = self.batch is not None
        own = self.own
        pk = self.add(
            Passage,
            partnership_id=own.pk,
            document_id=self.document,
            kind=said.kind,
            start=said.span[0],
            end=said.span[1],
            item=said.item,
            data=json.dumps(data),
            read_data=None,
            likeness=likeness_of(said.kind, data),
            certain=True,
            reason="",
            by_hand=False,
            state="accepted" if accepted else "proposed",
            same_as_id=None,
            decided_by_id=own.account if accepted else None,
            decided_at=AT if accepted else None,
            batch=self.batch,
            pence=pence_of(said.kind, data),
            role=data.get("role") or "" if said.kind == "amount" else "",
        )
        own.index(self.document, pk, said.kind, self.on, say(said.kind, data))
        if self.batch is not None:
            own.log_accepted(pk, self.batch)
            if (write := getattr(self, f"_write_{said.kind}", None)) is not None:
                write(pk, said, data)

    def _write_meeting(self, pk: int, said: Said, data: dict[str, Any]) -> None:
        self.meeting = self.add(
            Meeting,
            partnership_id=self.own.pk,
            body=data["body"],
            body_key=key_of_body(data["body"]),
            on=self.on.isoformat(),
            time=data["time"],
            venue=data["venue"],
            passage_id=pk,
            **UNPLANNED,
        )
        self.add(Page, meeting_id=self.meeting, document_id=self.document)

    def _write_attendance(self, pk: int, said: Said, data: dict[str, Any]) -> None:
        person = self.own.people[key_of_name(data["name"])]
        organisation = self.own.meet_organisation(data["organisation"]) if data.get("organisation") else None
        if organisation:
            self.own.posts.setdefault((person, organisation), []).append(self.on)
        self.add(
            Attendance,
            meeting_id=self.meeting,
            passage_id=pk,
            name=data["name"],
            person_id=person,
            organisation_id=organisation,
            role=data.get("role") or "",
            status=data["status"],
            deputy_for="",
        )

    def _write_item(self, pk: int, said: Said, data: dict[str, Any]) -> None:
        number = str(data.get("number") or "")
        values = {"position": said.item, "number": number, "title": data["title"], "presenters": ""}
        self.items[said.item] = self.add(Item, meeting_id=self.meeting, passage_id=pk, **values)

    def _write_decision(self, pk: int, said: Said, data: dict[str, Any]) -> None:
        self.add(
            Decision,
            meeting_id=self.meeting,
            passage_id=pk,
            partnership_id=self.own.pk,
            item_id=self.items.get(said.item),
            kind=data["kind"],
            text=data["text"],
            condition=data.get("condition") or "",
        )

    def _write_action(self, pk: int, said: Said, data: dict[str, Any]) -> None:
        due_on, event = due_of(data)
        done = self.own.chance.random() < (0.85 if self.on.year < LAST_YEAR else 0.3)
        named = list(self._name_owners(data["owners"]))
        ended = (self.on + timedelta(60)).isoformat() if done else None
        action = self.add(
            Action,
            partnership_id=self.own.pk,
            meeting_id=self.meeting,
            passage_id=pk,
            item_id=self.items.get(said.item),
            text=data["text"],
            owners_text=", ".join(data["owners"]),
            due_on=due_on.isoformat() if due_on else None,
            due_event=event,
            marked=True,
            state="closed" if done else "open",
            done_on=ended,
            closed_on=ended,
            lead_id=named[0][1] if named else None,
            lead_given=False,
            due_given=False,
        )
        for position, (written, person) in enumerate(named):
            values = {"written": written, "person_id": person, "organisation_id": None}
            self.add(Owner, action_id=action, position=position, **values)

    def _name_owners(self, owners: list[str]) -> Iterator[tuple[str, int | None]]:
        for written in owners:
            known = self.own.people.get(key_of_name(written))
            yield written, known or self.own.initials.get(written)
