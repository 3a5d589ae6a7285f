"""Every address, opened as everybody: what each is answered stands in access.toml, and no address is missing there."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.extracts.made import ROWS as ROWS_OF_EXTRACT
from tests.extracts.made import bring, map_ledger, write_csv
from tests.facts import add_forward
from tests.money.made import Books
from tests.plans.made import Made
from tests.register import MINUTES, accept_all, take_page
from tests.returns.made import number_returns
from tests.where import ROOT
from wapentake.accounts.middleware import NOT_YOURS
from wapentake.accounts.models import Account, Partnership
from wapentake.actions.models import Action, Note
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.bids.changes import ask_report, circulate_bid, put_bid
from wapentake.bids.models import Attachment, Marker, Said
from wapentake.chasing.models import Answer
from wapentake.contacts.changes import note_initials, propose_likeness
from wapentake.contacts.models import Likeness, Organisation, Person
from wapentake.kit.models import Change
from wapentake.letters.changes import end_links, make_link
from wapentake.letters.links import sign
from wapentake.letters.models import Letter, Received
from wapentake.meetings.changes.absence import keep_letter
from wapentake.meetings.models import Meeting, Series, StandingItem
from wapentake.minutes.models import Correction, Declaration, LeftIn, Resolution
from wapentake.money.models import Evidence
from wapentake.plans.changes import freeze_edition
from wapentake.reports.changes import publish, publish_plan
from wapentake.sources.changes import keep_findings
from wapentake.sources.models import Document, Finding

TABLE = tomllib.loads((ROOT / "tests/house/access.toml").read_text(encoding="utf-8"))
ROWS = TABLE["accounts"] | TABLE["partnership"]
PUBLIC = TABLE["public"]
BY_LINK = TABLE["by-link"]
PERSONS = ("nobody", "stranger", "crossed", "coordinator")
PASSAGES = {"amount": "amount", "passage": "action"}  # which kind of passage an address takes
KEY = {"uidb36": "1", "key": "abc-def"}


def list_addresses(patterns: Any, namespace: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or one.pattern}"
        else:
            yield from list_addresses(one.url_patterns, namespace + (f"{one.namespace}:" if one.namespace else ""))


@pytest.fixture
def numbers(partnership, coordinator) -> dict[str, int | UUID]:
    """One thing of each kind that an address may name, all of the coordinator's partnership."""
    document = take_page(partnership, "march.txt", MINUTES, coordinator)
    decided = accept_all(partnership, coordinator)
    finding = Finding(partnership=partnership, document=document, code="sum-mismatch", severity="warning", message="?")
    keep_findings([document], [finding], across=False)
    meeting = Meeting.objects.get()
    item = AgendaItem.objects.create(meeting=meeting, position=1, title="Grants")
    kind = {"name": "a.pdf", "title": "Grants", "media_type": "application/pdf", "size": 1, "data": b"a"}
    paper = Paper.objects.create(item=item, **kind)
    for one in ("agenda", "minutes"):
        publish(meeting, one, document.text, by=coordinator)
    letter = Letter.objects.create(partnership=partnership, to="a@b.example", key="a", message_id="<2@a.example>")
    one, other = Person.objects.order_by("pk")[:2]
    propose_likeness(one, other, reason="made for this test")
    series, body = Series.objects.get(), Organisation.objects.order_by("pk")[0]
    words = {"to": "?", "email": "", "subject": "?", "text": "?"}
    return {
        **number_rooms(partnership, coordinator),
        **number_bids(partnership, coordinator, document),
        "agenda-item": item.pk,
        **number_answer(add_answer(partnership)),
        "correction": Correction.objects.create(meeting=meeting, was="agreed", should_be="noted").pk,
        "left-in": LeftIn.objects.create(meeting=meeting, likeness="?", words="a", reason="b").pk,
        "resolution": Resolution.objects.create(item=item, kind="agreed", text="made for this test").pk,
        "declaration": Declaration.objects.create(meeting=meeting, name=one.name, interest="a friend").pk,
        "forward": add_forward(series, "Farm Watch").pk,
        "series": series.pk,
        "publication": meeting.publications.all()[0].pk,
        "standing": StandingItem.objects.create(series=series, position=1, title="Crime figures").pk,
        "action": Action.objects.all()[0].pk,
        "note": Note.objects.create(action=Action.objects.all()[0], name="a.pdf", size=1, data=b"a").pk,
        "batch": decided.batch,
        "body": Series.objects.get().pk,
        "document": document.pk,
        "finding": Finding.objects.get(message="?").pk,
        "initials": note_initials(partnership, "QZ").pk,
        "letter": letter.pk,
        "likeness": Likeness.objects.get().pk,
        "mail": Received.objects.create(partnership=partnership, message_id="<1@a.example>", state="look").pk,
        "meeting": meeting.pk,
        "paper": paper.pk,
        **{word: document.passages.filter(kind=kind)[0].pk for word, kind in PASSAGES.items()},
        "person": one.pk,
        "organisation": Organisation.objects.all()[0].pk,
        "source": document.source_id,
        "absence-letter": keep_letter(body, (meeting, meeting), words, by=coordinator).pk,
    }


def number_rooms(partnership: Partnership, by: Account) -> dict[str, int | UUID]:
    asked = number_returns(partnership, by, add_answer(partnership).person)
    return number_money(Books(partnership, by, 2023)) | number_plan(Made(partnership, by)) | asked


def number_money(books: Books) -> dict[str, int | UUID]:
    fund = books.fund("Main", 50)
    promise = books.commit(fund, 5, condition="that it is seen")
    return {
        "journal": books.journal.pk,
        "fund": fund.pk,
        "entry": books.invoice(fund, 5).pk,
        "commitment": promise.pk,
        "evidence": Evidence.objects.create(commitment=promise, words="seen", name="a.txt", data=b"a").pk,
        **number_extracts(books.partnership, books.by),
    }


def number_plan(made: Made) -> dict[str, int | UUID]:
    row = made.row()
    edition = freeze_edition(made.plan, {"on": made.plan.starts_on, "decided": "The partnership"}, by=made.by)
    publish_plan(made.plan, on=made.plan.starts_on, by=made.by)
    return {
        "plan": made.plan.pk,
        "tactical-action": row.pk,
        "measure": made.measure(row).pk,
        "milestone": made.milestone(row).pk,
        "view": made.view.pk,
        "category": made.objectives[0].pk,
        "edition": edition.pk,
    }


def number_extracts(partnership: Partnership, by: Account) -> dict[str, int | UUID]:
    mapping = map_ledger(partnership, by)
    [line] = bring(mapping, write_csv(ROWS_OF_EXTRACT[:1]), by)
    return {"mapping": mapping.pk, "extract": line.extract_id, "line": line.pk}


def number_bids(partnership: Partnership, by: Account, document: Document) -> dict[str, int | UUID]:
    body, person = (table.objects.order_by("pk")[0] for table in (Organisation, Person))
    told = {"title": "Lamps", "need": "It is dark", "revenue": 1, "applicant_name": str(body)}
    bid = put_bid(partnership, told, by=by, shares=[("Saltby", 1)])
    circulate_bid(bid, [person], due_on=None, by=by)
    said = Said.objects.filter(document=document).first() or Said.objects.create(
        partnership=partnership, document=document, start=1, end=2, kind="asked", asked=1
    )
    return {
        "bid": bid.pk,
        "marker": bid.markers.get().pk,
        "share": bid.shares.get().pk,
        "bid-report": ask_report(bid, due_on=date(2024, 5, 1), by=by).pk,
        "bid-file": Attachment.objects.create(bid=bid, name="a.txt", size=1, data=b"a").pk,
        "said": said.pk,
    }


def number_answer(answer: Answer) -> dict[str, int | UUID]:
    link = make_link(answer.person, kind="actions", days=1)
    return {"answer": answer.pk, "led": answer.action_id, "link": link.pk}


def find_path(name: str, slug: str, numbers: dict[str, int | UUID]) -> str:
    of = ROWS[name][0]
    if name in TABLE["accounts"]:
        return reverse(name, kwargs=KEY if of == "key" else {})
    return reverse(name, args=[slug, *(numbers.get(one, one) for one in of.split())])


def add_answer(partnership: Partnership) -> Answer:
    """An answer on an action that somebody with an address leads, to be settled."""
    action = Action.objects.filter(partnership=partnership, lead__isnull=False).order_by("pk")[0]
    Person.objects.filter(pk=action.lead_id).update(email="lead@harrowmere.example")
    held = {"person": action.lead, "via": "link", "kind": "not mine", "state": "asked"}
    return Answer.objects.get_or_create(
        partnership=partnership, action=action, once="made for this test", defaults=held
    )[0]


@pytest.fixture
def doors(partnership, client_in, client_stranger) -> dict[str, tuple[Client, str]]:
    """For each person a browser, and the partnership in whose address it knocks."""
    return {
        "nobody": (Client(), partnership.slug),
        "stranger": (client_stranger, partnership.slug),
        "crossed": (client_stranger, "saltby"),
        "coordinator": (client_in, partnership.slug),
    }


def test_every_address_is_in_the_table():
    assert sorted(list_addresses(get_resolver().url_patterns)) == sorted(ROWS | PUBLIC | BY_LINK)


@pytest.mark.parametrize("person", PERSONS)
def test_get_is_answered_as_the_table_says(person, doors, numbers):
    client, slug = doors[person]
    answered = {name: client.get(find_path(name, slug, numbers)).status_code for name in ROWS}
    expected = {name: row[1 + PERSONS.index(person)] for name, row in ROWS.items()}
    wrong = [f"{name}: {status}" for name, status in answered.items() if status != expected[name]]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("person", PERSONS)
def test_everybody_is_given_the_same_of_what_is_public(person, doors, numbers, partnership):
    client, _ = doors[person]
    answered = {}
    for name, (of, _) in PUBLIC.items():
        told = [numbers.get(one, "minutes") for one in of.split()]
        answer = client.get(reverse(name, args=[partnership.slug, *told]))
        if answer.status_code != 404:
            assert "Cookie" not in answer.headers.get("Vary", ""), name
            assert not answer.cookies, name
        answered[name] = answer.status_code
    assert answered == {name: row[1] for name, row in PUBLIC.items()}


def forge(token: str) -> str:
    """Return a token with another signature."""
    return token[:-2] + ("BA" if token.endswith("AA") else "AA")


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("state", ["open", "ended", "forged"])
def test_everybody_is_given_the_same_by_a_link(state, person, doors, numbers, coordinator):
    client, _ = doors[person]
    lead = Action.objects.get(pk=numbers["led"]).lead
    tokens = {kind: sign(make_link(lead, kind=kind, days=1)) for kind in ("actions", "calendar", "bid")}
    Marker.objects.filter(pk=numbers["marker"]).update(person=lead)
    if state == "ended":
        end_links(lead, by=coordinator)
    answered, expected = {}, {}
    for name, (of, *row) in BY_LINK.items():
        kind, *more = of.split()
        token = tokens[kind] if state != "forged" else forge(tokens[kind])
        answer = client.get(reverse(name, args=[token, *(numbers[one] for one in more)]))
        assert "Cookie" not in answer.headers.get("Vary", ""), name
        assert not answer.cookies, name
        answered[name] = answer.status_code
        expected[name] = {"open": row[0], "ended": row[1], "forged": 405 if row[0] == 405 else 404}[state]
    assert answered == expected


@pytest.mark.parametrize(("person", "allowed"), [("nobody", {302}), ("stranger", {404}), ("crossed", {404, 405})])
def test_post_changes_nothing_of_others(person, allowed, doors, numbers):
    client, slug = doors[person]
    names = [name for name, row in TABLE["partnership"].items() if row[0] or person != "crossed"]
    before = Change.objects.count()
    answered = {name: client.post(find_path(name, slug, numbers)).status_code for name in names}
    wrong = {name: status for name, status in answered.items() if status not in allowed}
    wrong.pop("intake:undo", None)  # of a step that is not theirs there is nothing to undo, and the page says so
    wrong.pop("money:enter", None)  # names a kind, and nothing of others
    assert wrong == {}
    assert Change.objects.count() == before


@pytest.fixture
def reader(request) -> tuple[Client, dict[str, list[str]]]:
    """A browser of somebody in another role than the coordinator's, and what the table says of that role."""
    return request.getfixturevalue(f"client_{request.param}"), TABLE[request.param]


@pytest.mark.parametrize("reader", ["chair", "finance"], indirect=True)
def test_each_role_reads_what_a_coordinator_reads(reader, client_in, partnership, numbers):
    client, said = reader
    paths = {name: find_path(name, partnership.slug, numbers) for name in TABLE["partnership"]}
    read = {name: client.get(path).status_code for name, path in paths.items()}
    expected = {name: row[4] for name, row in TABLE["partnership"].items()}
    assert read == expected | dict.fromkeys(said["closed"], 404)


@pytest.mark.parametrize("reader", ["chair", "finance"], indirect=True)
def test_each_role_changes_nothing_but_its_own(reader, partnership, numbers):
    client, said = reader
    before = Change.objects.count()
    for name in TABLE["partnership"]:
        if name in said["sends"] or name.split(":")[0] in said.get("rooms", []):
            continue
        answer = client.post(find_path(name, partnership.slug, numbers))
        told = [str(one) for one in get_messages(answer.wsgi_request)]
        assert answer.status_code == 404 or (answer.status_code == 302 and NOT_YOURS in told), name
    assert Change.objects.count() == before


def test_finance_sends_the_forms_of_money(client_finance, partnership, numbers):
    names = [name for name in TABLE["partnership"] if name.split(":")[0] in TABLE["finance"]["rooms"]]
    refused = []
    for name in names:
        answer = client_finance.post(find_path(name, partnership.slug, numbers))
        refused += [name] * (NOT_YOURS in [str(one) for one in get_messages(answer.wsgi_request)])
    assert names
    assert refused == []


def test_nobody_is_sent_to_sign_in(doors, numbers):
    client, slug = doors["nobody"]
    for name in TABLE["partnership"]:
        path = find_path(name, slug, numbers)
        assert client.get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"


def test_partnership_that_is_none_answers_as_one_of_others(client_in, other_partnership):
    answers = [client_in.get(f"/{slug}/") for slug in (other_partnership.slug, "nowhere")]
    assert [one.status_code for one in answers] == [404, 404]
    one, other = (re.sub(rb'value="\w{64}"', b"", answer.content) for answer in answers)  # the token of a form
    assert one == other
