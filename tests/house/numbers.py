"""One thing of each kind that an address may name."""

from datetime import date
from uuid import UUID

from tests.extracts.made import ROWS as ROWS_OF_EXTRACT
from tests.extracts.made import bring, map_ledger, write_csv
from tests.facts import add_forward
from tests.money.made import Books
from tests.plans.made import Made
from tests.register import MINUTES, accept_all, take_page
from tests.returns.made import number_returns
from wapentake.accounts.models import Account, Partnership
from wapentake.actions.models import Action, Note
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.bids.changes import ask_report, circulate_bid, put_bid
from wapentake.bids.models import Attachment, Said
from wapentake.chasing.models import Answer
from wapentake.contacts.changes import note_initials, propose_likeness
from wapentake.contacts.models import Likeness, Organisation, Person
from wapentake.letters.changes import make_link
from wapentake.letters.models import Letter, Received
from wapentake.meetings.changes.absence import keep_letter
from wapentake.meetings.models import Meeting, Series, StandingItem
from wapentake.minutes.models import Correction, Declaration, LeftIn, Resolution
from wapentake.money.models import Evidence
from wapentake.plans.changes import freeze_edition
from wapentake.reports.changes import publish, publish_plan
from wapentake.sources.changes import keep_findings
from wapentake.sources.models import Document, Finding

PASSAGES = {"amount": "amount", "passage": "action"}  # which kind of passage an address takes


def number_all(partnership: Partnership, coordinator: Account) -> dict[str, int | UUID]:
    """Make one thing of each kind that an address may name, all of a partnership, and return their numbers."""
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


def add_answer(partnership: Partnership) -> Answer:
    """An answer on an action that somebody with an address leads, to be settled."""
    action = Action.objects.filter(partnership=partnership, lead__isnull=False).order_by("pk")[0]
    Person.objects.filter(pk=action.lead_id).update(email="lead@harrowmere.example")
    held = {"person": action.lead, "via": "link", "kind": "not mine", "state": "asked"}
    return Answer.objects.get_or_create(
        partnership=partnership, action=action, once="made for this test", defaults=held
    )[0]
