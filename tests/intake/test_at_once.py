"""Two people, or two processes, at the same thing at once: one wins, the other is told, nothing is doubled."""

import json
import threading

import pytest
from django.db import connection

from tests.intake.pages import CORRECTED, MINUTES, find_passage, fresh, states
from tests.register import accept_all, make_account, receive_page, sign_in, take_page
from wapentake.actions.models import Action, Owner
from wapentake.contacts.models import Person
from wapentake.intake.changes import accept_passages, keep_record, refuse_passages
from wapentake.intake.changes.removing import withdraw_source
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, Page
from wapentake.reading import read
from wapentake.sources.changes import take_sources
from wapentake.sources.models import Document, Entry, Passage, Source

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps):
    """Do the steps in threads, each with a connection of its own; return what each returned."""
    gate = threading.Barrier(len(steps))
    found = [None] * len(steps)

    def run(place, step):
        try:
            gate.wait(10)
            found[place] = step()
        except Exception as error:  # noqa: BLE001 - it is raised again below
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not [one for one in found if isinstance(one, Exception)], found
    return found


@pytest.fixture
def document(transactional_db, partnership, coordinator):
    return take_page(partnership, "march.md", MINUTES, coordinator)


@pytest.fixture
def colleague(transactional_db, partnership):
    return make_account("ivo@harrowmere.example", partnership, name="Ivo Marsh")


def counts():
    tables = (Meeting, Page, Item, Attendance, Decision, Action, Owner, Person)
    return tuple(table.objects.count() for table in tables)


WHOLE = (1, 1, 3, 4, 2, 3, 3, 4)


def test_two_people_accept_the_same(partnership, document, coordinator, colleague):
    ids = list(document.passages.values_list("pk", flat=True))
    one, other = at_once(
        lambda: accept_passages(partnership, ids, by=coordinator),
        lambda: accept_passages(partnership, ids, by=colleague),
    )
    assert sorted((one.count, other.count)) == [0, 15]
    late = one if one.count == 0 else other
    winner = coordinator if one.count else colleague
    assert len(late.before) == 15
    assert all(f"was accepted by {winner} before." in said for said in late.before)
    assert counts() == WHOLE


def test_one_accepts_and_one_refuses(partnership, document, coordinator, colleague):
    passage = find_passage(document, "lamps")
    accepted, refused = at_once(
        lambda: accept_passages(partnership, [passage.pk], by=coordinator),
        lambda: refuse_passages(partnership, [passage.pk], by=colleague),
    )
    assert refused.count == 1  # what was accepted can be refused; what was refused is not accepted
    assert fresh(passage).state == "refused"
    assert not Action.objects.exists()
    assert accepted.count == 3 or "was refused by Ivo Marsh before." in accepted.before[0]


def test_double_click(partnership, document, coordinator):
    passage = document.passages.filter(kind="action").first()
    address = f"/{partnership.slug}/pages/{document.pk}/decide/"
    answers = at_once(*(lambda: sign_in(coordinator).post(address, {"accept": passage.pk}),) * 2)
    assert [one.status_code for one in answers] == [302, 302]
    assert Action.objects.count() == 1
    told = [str(message) for one in answers for message in one.wsgi_request._messages]
    assert not [said for said in told if "before" in said]


def test_same_page_sent_twice_at_once_is_one_source(partnership, coordinator):
    sources = at_once(*(lambda: receive_page(partnership, "march.md", MINUTES, coordinator),) * 3)
    assert len({one.pk for one in sources}) == 1
    assert Source.objects.count() == 1


def test_same_page_kept_twice_at_once_is_one_document(partnership, coordinator):
    source = receive_page(partnership, "march.md", MINUTES, coordinator)
    record = json.loads(read(MINUTES, name="march.md").to_json())
    at_once(*(lambda: keep_record(source, record),) * 2)
    assert Document.objects.count() == 1
    assert states(Document.objects.get()) == {"proposed": 15}
    assert Entry.objects.count() == 16


def test_two_pages_of_one_meeting_read_at_once(partnership, coordinator):
    steps = []
    for name, page in (("one.md", MINUTES), ("two.md", CORRECTED)):
        source = receive_page(partnership, name, page, coordinator)
        record = json.loads(read(page, name=name).to_json())
        steps.append(lambda source=source, record=record: keep_record(source, record))
    at_once(*steps)
    assert Passage.objects.filter(state="same").count() == 13
    accept_all(partnership, coordinator)
    assert Meeting.objects.count() == 1


def test_accepted_while_it_is_withdrawn(partnership, document, coordinator, colleague):
    ids = list(document.passages.values_list("pk", flat=True))
    at_once(
        lambda: accept_passages(partnership, ids, by=coordinator),
        lambda: withdraw_source(document.source, by=colleague),
    )
    assert states(document) == {"withdrawn": 15}
    assert counts() == (0,) * 8


def test_page_is_taken_by_one_worker(partnership, coordinator):
    for number in range(6):
        receive_page(partnership, f"{number}.txt", f"page {number}", coordinator)
    taken = at_once(*(lambda: [one.pk for one in take_sources(3)],) * 3)
    everything = [pk for one in taken for pk in one]
    assert len(everything) == len(set(everything)) == 6
