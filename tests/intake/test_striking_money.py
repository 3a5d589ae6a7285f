"""Words that are struck out go from money and from names of files; what is approved keeps them, as is said first."""

from datetime import date

import pytest
from django.urls import reverse

from tests.extracts.made import HEAD, bring, map_ledger, write_csv
from tests.intake.test_striking import NAME, PAGE
from tests.money.made import Books
from tests.register import take_page
from wapentake.bids.changes import put_bid
from wapentake.bids.models import Attachment
from wapentake.extracts.models import Extract, ExtractLine
from wapentake.intake.changes.striking import find_keepers, strike_words
from wapentake.intake.struck import BAR
from wapentake.kit.models import Change
from wapentake.money.changes import attach_evidence, set_limit
from wapentake.money.models import Commitment, Entry, Evidence, Outlook
from wapentake.returns.models import Template

FILE = f"Letter of {NAME}.pdf"


@pytest.fixture
def page(partnership, coordinator):
    return take_page(partnership, "march.txt", PAGE, coordinator)


@pytest.fixture
def books(partnership, coordinator):
    return Books(partnership, coordinator)


@pytest.fixture
def fund(books):
    return books.fund("Main", 20_000)


@pytest.fixture
def strike(page, coordinator):
    return lambda: strike_words(page, NAME, why="A resident.", by=coordinator)


def holds(value):
    return "Quillfeather" in str(value)


def test_they_go_from_commitments_and_from_what_hangs_from_them(books, fund, strike, coordinator):
    told = {"title": f"Locks for {NAME}", "supplier": NAME, "condition": "Fitted", "decided": f"Asked by {NAME}"}
    made = books.commit(fund, 100, **told)
    upload = {"name": FILE, "media_type": "application/pdf", "size": 3, "sha256": "0" * 64, "data": b"pdf"}
    attach_evidence(made, f"{NAME} wrote", on=date(2017, 6, 14), upload=upload, by=coordinator)
    Outlook.objects.create(fund=fund, note=f"{NAME} moves", on=date(2017, 6, 12), by_name="Rowan")
    strike()
    made.refresh_from_db()
    assert made.title == f"Locks for {BAR * 20}"
    assert not any(holds(getattr(made, name)) for name in ("title", "supplier", "decided"))
    [evidence] = Evidence.objects.all()
    assert (evidence.name, evidence.data, evidence.size) == ("", None, 0)
    assert not holds(evidence.words)
    assert not holds(Outlook.objects.get().note)
    assert not any(holds(one.after) or holds(one.before) for one in Change.objects.all())
    assert made.ref == "C2017-001"


def test_the_files_of_evidence_that_do_not_name_them_stay(books, fund, strike, coordinator):
    made = books.commit(fund, 100, condition="Fitted")
    upload = {"name": "photo.pdf", "media_type": "application/pdf", "size": 3, "sha256": "0" * 64, "data": b"pdf"}
    attach_evidence(made, "A photo", on=date(2017, 6, 14), upload=upload, by=coordinator)
    strike()
    assert bytes(Evidence.objects.get().data) == b"pdf"


def test_drafts_lose_them_and_what_is_approved_keeps_them(partnership, books, fund, page, strike, coordinator):
    sealed = books.invoice(fund, 100, text="Locks", party=NAME.upper())
    set_limit(partnership, 0, since=date(2000, 1, 1), by=coordinator)
    draft = books.invoice(fund, 50, text=f"More locks for {NAME}")
    assert find_keepers(page, NAME) == [sealed]
    strike()
    draft.refresh_from_db()
    sealed.refresh_from_db()
    assert draft.text == f"More locks for {BAR * 20}"
    assert sealed.party == NAME.upper()


def test_they_go_from_lines_of_extracts_and_the_file_is_not_kept(partnership, fund, strike, coordinator):
    rows = [("12/06/2017", NAME, f"Lock of {NAME}", "INV-1", "12.00", "", "4410", "PO-1")]
    mapping = map_ledger(partnership, coordinator)
    bring(mapping, write_csv(rows), coordinator, name=f"{NAME}.csv")
    bring(
        mapping,
        write_csv([("13/06/2017", "Lamps Ltd", "Lamp", "INV-2", "9.00", "", "", "")]),
        coordinator,
        name="b.csv",
    )
    strike()
    line = ExtractLine.objects.get(reference="INV-1")
    assert not any(holds(getattr(line, name)) for name in ("text", "party"))
    assert line.pence == 1200
    struck, other = Extract.objects.order_by("pk")
    assert (holds(struck.name), bytes(struck.data)) == (False, b"")
    assert HEAD[0].encode() in bytes(other.data)


def test_they_go_from_names_of_files_of_bids_and_of_funders(partnership, strike, coordinator):
    bid = put_bid(partnership, {"title": "Lamps"}, by=coordinator)
    kept = {"media_type": "application/pdf", "size": 3, "data": b"pdf"}
    Attachment.objects.create(bid=bid, name=FILE, sha256="1" * 64, **kept)
    Template.objects.create(partnership=partnership, funder="The commissioner", name=f"{NAME}.xlsx", data=b"x")
    strike()
    assert not holds(Attachment.objects.get().name)
    assert not holds(Template.objects.get().name)
    assert bytes(Attachment.objects.get().data) == b"pdf"


def test_other_partnerships_keep_theirs(books, fund, strike, other_partnership, coordinator):
    theirs = Books(other_partnership, coordinator)
    made = theirs.commit(theirs.fund("Main", 900), 100, title=f"Locks for {NAME}")
    strike()
    made.refresh_from_db()
    assert holds(made.title)


def test_the_page_says_what_keeps_them_before_it_strikes(client_in, partnership, books, fund, page):
    sealed = books.invoice(fund, 100, text=f"Locks for {NAME}")
    address = reverse("intake:strike", args=[partnership.slug, page.pk])
    asked = {"words": NAME, "why": "A resident.", "sure": "on"}
    shown = client_in.post(address, asked)
    assert shown.status_code == 422
    text = shown.content.decode()
    assert "Approved entries keep these words. Nothing was struck out." in text
    assert "1 approved entry holds these words and keeps them" in text
    assert reverse("money:entry", args=[partnership.slug, sealed.pk]) in text
    assert f'name="kept" value="{sealed.pk}"' in text
    done = client_in.post(address, asked | {"kept": str(sealed.pk)}, follow=True).content.decode()
    assert "1 approved entry keeps them, as the page said." in done
    assert Entry.objects.filter(text__contains=NAME).count() == 1


def test_where_nothing_keeps_them_it_strikes_at_once(client_in, partnership, books, fund, page):
    books.commit(fund, 100, title=f"Locks for {NAME}")
    address = reverse("intake:strike", args=[partnership.slug, page.pk])
    assert "titles of commitments" in client_in.get(address).content.decode()
    done = client_in.post(address, {"words": NAME, "why": "A resident.", "sure": "on"}, follow=True).content.decode()
    assert "were struck out in" in done
    assert "approved" not in done.split("struck out in")[1].split("</p>")[0]
    assert not Commitment.objects.filter(title__contains="Quill").exists()
