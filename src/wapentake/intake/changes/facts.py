"""From an accepted passage to the row of the room that owns its kind, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q

from wapentake.accounts.models import Account, Partnership
from wapentake.actions import changes as actions
from wapentake.actions.models import Action, Owner
from wapentake.contacts import changes as contacts
from wapentake.contacts.models import Initials, Organisation, Person
from wapentake.intake.rules import due_of
from wapentake.intake.struck import BAR
from wapentake.meetings import changes as meetings
from wapentake.meetings.models import Attendance, Decision, Item, Meeting
from wapentake.meetings.queries import find_meeting_of
from wapentake.meetings.rules import is_initials
from wapentake.sources.models import Document, Passage, PassageKind, PassageState
from wapentake.terms import fold_text, key_of_name, parse_iso

TABLES: dict[str, Any] = {
    PassageKind.ITEM: Item,
    PassageKind.ATTENDANCE: Attendance,
    PassageKind.DECISION: Decision,
    PassageKind.ACTION: Action,
}


def fact_of(passage: Passage) -> Any:
    """Return the row that a passage made, or None where its kind has none or it made none."""
    table = TABLES.get(passage.kind)
    if table is None:
        return None
    own = {"parent": None} if table is Action else {}  # the actions of bodies rest on the passage of their parent
    return table.objects.filter(passage=passage, **own).first()


class Known:
    """The people, bodies and initials of a partnership, each asked for once in a step; who is new is put there."""

    def __init__(self, partnership: Partnership) -> None:
        """Ask for nothing yet."""
        self.partnership = partnership

    @cached_property
    def people(self) -> dict[str, Person]:
        """The people by the key of their name."""
        rows = Person.objects.filter(partnership=self.partnership).select_related("joined_to")
        return {one.key: one for one in rows}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """The organisations by the key of their name."""
        rows = Organisation.objects.filter(partnership=self.partnership)
        return {one.key: one for one in rows.select_related("representative__joined_to")}

    @cached_property
    def initials(self) -> dict[str, Person | None]:
        """Whose the initials are, as far as somebody settled them."""
        rows = Initials.objects.filter(partnership=self.partnership).select_related("person__joined_to")
        return {one.written: one.person for one in rows}


class Writer:
    """Writes the facts of one document; it asks for the meeting and the items once, and `known` is that of the step."""

    def __init__(self, document: Document, *, meeting: Meeting, known: Known | None = None) -> None:
        """Gather what the document's statements hang from."""
        self.document, self.meeting = document, meeting
        self.partnership = meeting.partnership
        self.explained: dict[str, str] = document.record.get("people") or {}
        rows = Passage.objects.filter(document=document, kind=PassageKind.ITEM).values_list("item", "pk", "same_as")
        self._item_ids = {item: (pk, same) for item, pk, same in rows}
        self._known = known or Known(self.partnership)
        self._items: dict[int, Item] | None = None

    def write(self, passages: Sequence[Passage]) -> None:
        """Write the rows of accepted passages: who was there, the items, and then what stands under these."""
        of = {kind: [one for one in passages if one.kind == kind] for kind in TABLES}
        self._write_attendances(of[PassageKind.ATTENDANCE])
        if of[PassageKind.ITEM]:
            known = self._known_items()
            known.update(meetings.put_items(self.meeting, of[PassageKind.ITEM], there=known))
        if of[PassageKind.ACTION]:
            actions.put_actions(self.meeting, [self._read_action(one) for one in of[PassageKind.ACTION]])
        if of[PassageKind.DECISION]:
            told = [(one, self._item_of(one)) for one in of[PassageKind.DECISION]]
            meetings.put_decisions(self.meeting, told)

    def hang_under(self, items: Iterable[int | None]) -> None:
        """Put what was accepted before its item was under that item."""
        loose = {"item": None, "passage__document": self.document, "passage__item__in": list(items)}
        for rows in (Action.objects.filter(parent=None), Decision.objects.all()):
            found = rows.filter(**loose).select_related("passage__document", "passage__partnership")
            self.write([fact.passage for fact in found])

    def _read_action(self, passage: Passage) -> actions.Told:
        owners = [self._name(written) for written in passage.data.get("owners") or []]
        return actions.Told(passage=passage, item=self._item_of(passage), due=due_of(passage.data), owners=owners)

    def _write_attendances(self, passages: Sequence[Passage]) -> None:
        told: list[tuple[Passage, Person | None, Organisation | None]] = []
        for passage in passages:
            person = organisation = None
            if BAR not in (name := passage.data["name"]):  # nobody is known by what is left of a name
                person = contacts.meet_person(self.partnership, name, known=self._known.people)
            if (body := passage.data.get("organisation")) and BAR not in body:
                organisation = contacts.meet_organisation(self.partnership, body, known=self._known.organisations)
            told.append((passage, person, organisation))
        if told:
            stood = [(person, organisation) for _, person, organisation in told if person and organisation]
            contacts.hold_posts(stood, on=self.meeting.on)
            meetings.put_attendances(self.meeting, told)

    def _item_of(self, passage: Passage) -> Item | None:
        if passage.item is None or passage.item not in self._item_ids:
            return None
        pk, same = self._item_ids[passage.item]
        return self._known_items().get(pk) or (self._known_items().get(same) if same else None)

    def _name(self, written: str) -> actions.Named:
        """Return an owner with the person or organisation that it is known to be."""
        if (full := self.explained.get(written)) and BAR not in full:
            return written, contacts.meet_person(self.partnership, full, known=self._known.people), None
        if is_initials(written):
            settled = self._known.initials
            if written not in settled:
                settled[written] = contacts.note_initials(self.partnership, written).person
            return written, settled[written], None
        person = self._known.people.get(key_of_name(written))
        return written, person, None if person else self._known.organisations.get(fold_text(written))

    def _known_items(self) -> dict[int, Item]:
        """Return the items of the document, and those of other pages that it says too, by their passage."""
        if self._items is None:
            ids = {one for pair in self._item_ids.values() for one in pair if one}
            self._items = {one.passage_id: one for one in Item.objects.filter(passage__in=ids)}
        return self._items


def rewrite(document: Document, ids: Iterable[int], *, meant: Callable[[str], bool]) -> None:
    """Write the rows of these accepted passages again, and of the actions whose owners bear a name that is meant."""
    meeting = find_meeting(document)
    if meeting is None:
        return
    owners = Owner.objects.filter(action__passage__document=document, person__isnull=False).select_related("person")
    named = {one.action_id for one in owners if one.person and meant(one.person.name)}
    also = Action.objects.filter(pk__in=named).values("passage")
    rows = document.passages.filter(Q(pk__in=list(ids)) | Q(pk__in=also), state=PassageState.ACCEPTED)
    writer = Writer(document, meeting=meeting)
    writer.write(list(rows.select_related("document", "partnership").order_by("-kind", "pk")))


def find_meeting(document: Document) -> Meeting | None:
    """Return the meeting that a document was said to tell of; of an earlier reading, that of the current one."""
    return find_meeting_of(document)


def place_meeting(passage: Passage) -> Meeting:
    """Return the meeting that a passage of kind "meeting" tells of, made where there is none, with this page on it."""
    data = passage.data
    meeting, _ = meetings.add_meeting(
        passage.partnership,
        body=data["body"] or passage.partnership.name,
        on=parse_iso(data["on"]),
        time=data.get("time") or "",
        venue=data.get("venue") or "",
        passage=passage,
    )
    meetings.add_page(meeting, passage.document)
    for other in passage.repeats.filter(state=PassageState.SAME).select_related("document"):
        meetings.add_page(meeting, other.document)
    return meeting


def drop(passage: Passage, *, by: Account, batch: UUID | None) -> None:
    """Remove the row that a passage made."""
    fact = fact_of(passage)
    if isinstance(fact, Action):
        actions.drop_action(fact, by=by, batch=batch)
    elif fact is not None:
        meetings.drop_fact(fact, by=by, batch=batch)


def rest_on(fact: Any, passage: Passage) -> None:
    """Let a row rest on another passage from now on."""
    if isinstance(fact, Action):
        actions.rest_on(fact, passage)
    else:
        meetings.rest_on(fact, passage)


def find_support(passage: Passage) -> Passage | None:
    """Return a passage of another page that says just the same and was not withdrawn."""
    return passage.repeats.filter(state=PassageState.SAME).select_related("document").order_by("pk").first()


def tidy(partnership: Partnership) -> None:
    """Forget people, posts, organisations and initials on which nothing rests any more."""
    rows = Attendance.objects.filter(meeting__partnership=partnership, person__isnull=False)
    pairs = rows.exclude(organisation=None).order_by().values("person_id", "organisation_id")
    held = pairs.annotate(first=Min("meeting__on"), last=Max("meeting__on"))
    stood = {(one["person_id"], one["organisation_id"]): (one["first"], one["last"]) for one in held}
    contacts.keep_posts(partnership, stood)
    owners = Owner.objects.filter(action__partnership=partnership)
    contacts.drop_initials(partnership, used=owners.values_list("written", flat=True).distinct())
    contacts.drop_unused(partnership)
