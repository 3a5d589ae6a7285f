"""Two partnerships with a coordinator each, and pages read into their registers: the fixtures of the Django rooms.

    def test_it(client_in, partnership, coordinator):
        document = take_page(partnership, "march.txt", MINUTES, coordinator)
        accept_all(partnership, coordinator)

Pages are read in this process: where a crash costs one file is tested with the workers themselves.
"""

import json
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client

from wapentake.accounts.models import Account, Membership, Partnership, Role
from wapentake.intake.changes import Decided, accept_passages, keep_record
from wapentake.intake.changes.across import review_pages
from wapentake.money.models import Entry, Posting
from wapentake.reading import read
from wapentake.sources.changes import fail_source, receive_source
from wapentake.sources.models import Document, Passage, PassageState, Source

PASSWORD = "a long enough password"

# A whole page in the commonest manner: everybody's kind of statement once or twice.
MINUTES = """\
Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 12 March 2024 at 10.00 am in the Corn Hall, Harrowmere

Present:
Cllr Ruth Ashdown (Chair), Harrowmere Borough Council
Tom Beckwith, Harrowmere Borough Council
Insp Dana Colley, Fenland Police

Apologies: Hugh Dacre, Fenland Fire and Rescue Service

1. Minutes of the last meeting
The minutes of the meeting held on 9 January 2024 were agreed as a true record.

2. Burglary in Tallow Lane
Insp Colley reported that burglary fell from 48 to 31 compared with the same quarter of last year.
ACTION: Tom Beckwith to write to the landlords of Tallow Lane by 30 April 2024.

3. Grants
It was agreed that £1,250 be given to the Lantern Youth Club for evening sessions.
ACTION: Dana Colley to report on the sessions at the next meeting.

Date of next meeting: Tuesday 14 May 2024
"""


def make_account(email: str, *partnerships: Partnership, name: str = "") -> Account:
    """An account that may sign in with PASSWORD and belongs to these partnerships."""
    account = Account(email=email, name=name or email.split("@")[0].title())
    account.set_password(PASSWORD)
    account.save()
    for one in partnerships:
        Membership.objects.create(account=account, partnership=one)
    return account


def sign_in(account: Account) -> Client:
    """A browser in which this account is signed in."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def receive_page(partnership: Partnership, name: str, page: str | bytes, by: Account | None) -> Source:
    """A page that waits to be read."""
    data = page.encode() if isinstance(page, str) else page
    source, _ = receive_source(partnership, name=name, data=data, by=by)
    return source


def take_page(partnership: Partnership, name: str, page: str | bytes, by: Account | None) -> Document:
    """The current reading of a page, received and read now; the same bytes again are read again."""
    source = receive_page(partnership, name, page, by)
    record = read(page, name=source.name)
    if record.unreadable:
        fail_source(source, record.unreadable)
        raise AssertionError(f"{name} could not be read: {record.unreadable}")
    document = keep_record(source, json.loads(record.to_json()))
    assert document is not None
    return document


def accept_all(partnership: Partnership, by: Account) -> Decided:
    """Accept everything that is proposed, and look across all pages."""
    waiting = Passage.objects.filter(partnership=partnership, state=PassageState.PROPOSED)
    decided = accept_passages(partnership, list(waiting.values_list("pk", flat=True)), by=by)
    review_pages(partnership)
    return decided


@pytest.fixture
def partnership(db) -> Partnership:
    return Partnership.objects.create(name="Harrowmere Community Safety Partnership", slug="harrowmere")


@pytest.fixture
def other_partnership(db) -> Partnership:
    return Partnership.objects.create(name="Saltby Community Safety Partnership", slug="saltby")


@pytest.fixture
def coordinator(partnership) -> Account:
    return make_account("rowan@harrowmere.example", partnership, name="Rowan Teale")


@pytest.fixture
def chair(partnership) -> Account:
    """The councillor who chairs the partnership."""
    account = make_account("ruth@harrowmere.example", name="Ruth Ashdown")
    Membership.objects.create(account=account, partnership=partnership, role=Role.CHAIR)
    return account


@pytest.fixture
def stranger(other_partnership) -> Account:
    """A coordinator of the other partnership."""
    return make_account("sasha@saltby.example", other_partnership, name="Sasha Quill")


@pytest.fixture
def client_in(coordinator) -> Client:
    """A browser in which the coordinator is signed in."""
    return sign_in(coordinator)


@pytest.fixture
def client_chair(chair) -> Client:
    """A browser in which the chair is signed in."""
    return sign_in(chair)


@pytest.fixture
def client_stranger(stranger) -> Client:
    """A browser in which the stranger is signed in."""
    return sign_in(stranger)


@pytest.fixture
def unguarded(transactional_db):
    """For a test that commits entries of the ledger: the guards are down for the moment in which its rows go."""
    yield
    if not Entry.objects.exists():
        return
    guards = import_module("wapentake.money.migrations.0003_tactical_actions")
    with connection.schema_editor() as editor:
        guards.drop_guards(None, editor)
    for table in (Posting, Entry):
        table.objects.all().delete()
    with connection.schema_editor() as editor:
        guards.make_guards(None, editor)
