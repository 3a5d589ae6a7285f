"""The rows of the large register: partnerships with their people, and meetings with all that their pages made."""

from __future__ import annotations

import hashlib
import json
import random
import uuid
from datetime import date
from typing import Any

from benches.register_facts import AT, LAST_YEAR, PageRows
from benches.register_store import Store
from benches.register_told import Template, Told
from benches.register_words import PLACE_LENGTH, SHAPES, Vocabulary, make_names, make_word
from wapentake.accounts.models import Account, Colour, Membership, Partnership
from wapentake.contacts.models import Initials, Organisation, Person, Post
from wapentake.intake.rules import likeness_of_finding
from wapentake.kit.models import Change
from wapentake.sources.models import Document, Entry, Finding, Passage, Source
from wapentake.terms import fold_text, key_of_name

PEOPLE = 40
READER = "0.1.0"
NO_MORE = {"email": "", "left_on": None, "by_hand": False}  # of a person whom only pages know


class Filler:
    """Fills one partnership after the other."""

    def __init__(self, store: Store, templates: dict[int, list[Template]], account: int) -> None:
        """Hold what all partnerships share."""
        self.store, self.templates, self.account = store, templates, account
        self.vocabulary = Vocabulary(random.Random("vocabulary"))

    def fill(self, number: int, meetings: int, *, slug: str) -> None:
        """Write a partnership with so many meetings, the last of them in LAST_YEAR, and a page that waits."""
        chance = random.Random(f"partnership {number}")
        own = OwnRows(self, chance, slug)
        months = sorted(self.templates)
        for back in range(meetings, -1, -1):  # the last page is of the year after, and waits for somebody
            year, at = divmod(LAST_YEAR * len(months) + len(months) - back, len(months))
            template = chance.choice(self.templates[months[at]])
            own.take_page(template, on=date(year, months[at], 12), share=1 - back / (meetings + 1), waits=not back)
        own.close()


class OwnRows:
    """What belongs to one partnership while it is being filled."""

    def __init__(self, filler: Filler, chance: random.Random, slug: str) -> None:
        self.store, self.vocabulary, self.account = filler.store, filler.vocabulary, filler.account
        self.chance = chance
        self.place = make_word(chance, PLACE_LENGTH).capitalize()
        add = self.store.add
        name = f"{self.place} Community Safety Partnership"
        self.pk = add(Partnership, name=name, slug=slug, colour=Colour.BLUE.value)
        add(Membership, account_id=self.account, partnership_id=self.pk, role="coordinator")
        self.names = make_names(chance, PEOPLE)
        self.people: dict[str, int] = {}
        self.initials: dict[str, int | None] = {}
        self.posts: dict[tuple[int, int], list[date]] = {}
        self.organisations: dict[str, int] = {}
        self.document: int | None = None
        for first, last in self.names:
            both = f"{first} {last}"
            person = add(Person, partnership_id=self.pk, name=both, key=key_of_name(both), joined_to_id=None, **NO_MORE)
            self.people[key_of_name(both)] = person
            whose = None if chance.random() < 0.1 else person
            self.initials[first[0] + last[0]] = whose
            add(Initials, partnership_id=self.pk, written=first[0] + last[0], person_id=whose, settled_by_id=None)

    def take_page(self, template: Template, *, on: date, share: float, waits: bool) -> None:
        """Write a page and, but for one that waits, all the rows that it made."""
        seats = self._seat_people(share)
        told = template.tell(self.chance, self.vocabulary, people=seats, place=self.place, year=on.year)
        document = self._write_document(told, template, on)
        batch = None if waits else uuid.UUID(int=self.chance.getrandbits(128)).hex
        page = PageRows(self, document, batch, on)
        for said, data in zip(template.said, told.data, strict=True):
            page.take(said, data)
        self._write_findings(told, document, old=share < 0.9)
        self.document = document

    def _seat_people(self, share: float) -> list[tuple[str, str]]:
        """Return who sits where: each shape of name has its seats, and people come and go over the years."""
        by_shape = [self.names[shape :: len(SHAPES)] for shape in range(len(SHAPES))]
        first = int(share * 5)
        there = [self.chance.sample(names[first : first + 5], 3) for names in by_shape]
        return [there[seat % len(SHAPES)][seat // len(SHAPES)] for seat in range(10)]

    def _write_document(self, told: Told, template: Template, on: date) -> int:
        body = told.data[0]["body"]
        digest = hashlib.sha256(f"{self.pk} {on}".encode()).hexdigest()
        source = self.store.add(
            Source,
            partnership_id=self.pk,
            sha256=digest,
            name=f"{on.isoformat()}.txt",
            media_type="text/plain",
            size=len(told.text),
            data=told.text[:200].encode(),
            address="",
            received_at=AT,
            received_by_id=self.account,
            batch=None,
            state="read",
            trouble="",
            taken_at=None,
            attempts=0,
        )
        self._log("received", Source, source, json.dumps({"name": f"{on.isoformat()}.txt"}), None)
        document = self.store.add(
            Document,
            partnership_id=self.pk,
            source_id=source,
            reader=READER,
            kind="minutes",
            body=body,
            on=on.isoformat(),
            text=told.text,
            record=told.record,
            current=True,
            read_at=AT,
        )
        self.index(document, None, "page", on, f"{body}\n{told.text}")
        return document

    def index(self, document: int, passage: int | None, kind: str, on: date, words: str) -> None:
        """Make words findable."""
        self.store.add(
            Entry,
            partnership_id=self.pk,
            document_id=document,
            passage_id=passage,
            kind=kind,
            on=on.isoformat(),
            words=words,
        )

    def log_accepted(self, passage: int, batch: str) -> None:
        """Write the line of the log that a passage was accepted."""
        self._log("accepted", Passage, passage, '{"state": "accepted"}', batch)

    def _log(self, verb: str, table: Any, pk: int, after: str, batch: str | None) -> None:
        self.store.add(
            Change,
            partnership_id=self.pk,
            at=AT,
            by_id=self.account,
            by_name="Coordinator",
            verb=verb,
            thing=table._meta.label_lower,
            thing_id=pk,
            before="{}",
            after=after,
            batch=batch,
        )

    def _write_findings(self, told: Told, document: int, *, old: bool) -> None:
        found = [(one["code"], one["severity"], one["message"], one["spans"], False) for one in told.findings]
        if self.document and self.chance.random() < 0.5:
            found.append(("conflicting-dates", "error", "Two pages give other days for one thing.", [[0, 10]], True))
        for code, severity, message, spans, across in found:
            explained = old and self.chance.random() < 0.8
            self.store.add(
                Finding,
                partnership_id=self.pk,
                document_id=document,
                other_id=self.document if across else None,
                across=across,
                code=code,
                severity=severity,
                message=message,
                spans=json.dumps(spans),
                likeness=likeness_of_finding(code, message, str(document)),
                state="explained" if explained else "open",
                explanation="Looked at." if explained else "",
                said_by_id=self.account if explained else None,
                said_at=AT if explained else None,
            )

    def meet_organisation(self, name: str) -> int:
        """Return the organisation of that name."""
        key = fold_text(name)
        if key not in self.organisations:
            self.organisations[key] = self.store.add(
                Organisation, partnership_id=self.pk, name=name, key=key, is_member=False, is_responsible=False
            )
        return self.organisations[key]

    def close(self) -> None:
        """Write the posts, from the first day to the last."""
        for (person, organisation), days in self.posts.items():
            since, until = min(days).isoformat(), max(days).isoformat()
            self.store.add(
                Post, person_id=person, organisation_id=organisation, since=since, until=until, by_hand=False
            )


def add_coordinator(store: Store, email: str) -> int:
    """Write the account of a coordinator who may work for every partnership and signs in by a session only."""
    return store.add(
        Account, email=email, name="Coordinator", is_active=True, joined_at=AT, password="!", last_login=None
    )
