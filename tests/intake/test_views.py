"""Every address of the room: who may, with which method, and what is said where something will not do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.intake.pages import MINUTES, find_passage, fresh, states
from tests.register import accept_all, receive_page, take_page
from wapentake.actions.models import Action
from wapentake.intake.changes.removing import withdraw_source
from wapentake.intake.models import Fetch
from wapentake.meetings.models import Meeting
from wapentake.sources.models import Passage, Source, Strike

BATCH = "6b1f0d3c-0000-4000-8000-000000000000"


@pytest.fixture
def document(partnership, coordinator):
    return take_page(partnership, "march.md", MINUTES, coordinator)


@pytest.fixture
def address(partnership):
    return lambda end="": f"/{partnership.slug}/pages/{end}"


def said(answer):
    return " ".join(str(one) for one in answer.wsgi_request._messages)


def places(document, passage):
    """Every address, and what GET and POST with nothing in it answer."""
    return {
        "": (200, 200),
        "progress/": (200, 200),
        "add/": (200, 422),
        "fetch/": (405, 422),
        "accept-certain/": (405, 302),
        f"undo/{BATCH}/": (404, 404),
        f"{document.pk}/": (200, 200),
        f"{document.pk}/decide/": (405, 302),
        f"{document.pk}/select/": (405, 302),
        f"{document.pk}/new/": (404, 404),
        f"{document.pk}/new/?kind=action&start=0&end=9": (200, 422),
        f"{document.pk}/new/?kind=action&start=9&end=0": (404, 404),
        f"{document.pk}/new/?kind=item&start=0&end=9": (404, 404),
        f"{document.pk}/new/?kind=amount&start=0&end={10**30}": (200, 422),
        f"{document.pk}/strike/": (200, 422),
        f"passage/{passage.pk}/": (200, 422),
        f"source/{document.source_id}/original/": (200, 200),
        f"source/{document.source_id}/withdraw/": (200, 302),
        f"source/{document.source_id}/again/": (302, 302),
        "999999/": (404, 404),
        f"{10**30}/": (404, 404),
        "passage/999999/": (404, 404),
        "source/999999/original/": (404, 404),
    }


def test_each_address_with_each_method(client_in, document, address):
    passage = find_passage(document, "lamps")
    got = {end: client_in.get(address(end)).status_code for end in places(document, passage)}
    assert got == {end: codes[0] for end, codes in places(document, passage).items()}
    assert states(document) == {"proposed": 15}
    posted = {end: client_in.post(address(end)).status_code for end in places(document, passage)}
    assert posted == {end: codes[1] for end, codes in places(document, passage).items()}


def test_other_partnership_is_not_there(client_stranger, document, address, other_partnership):
    passage = find_passage(document, "lamps")
    for end in places(document, passage):
        assert client_stranger.get(address(end)).status_code == 404, end
        assert client_stranger.post(address(end)).status_code == 404, end
        own = f"/{other_partnership.slug}/pages/{end}"
        if end.startswith((f"{document.pk}/", "passage", "source")):
            assert client_stranger.get(own).status_code in (404, 405), own
    assert states(document) == {"proposed": 15}


def test_nobody_is_sent_to_sign_in(client, document, address):
    assert client.get(address(f"{document.pk}/")).status_code == 302
    assert "/account/" in client.get(address(f"{document.pk}/"))["Location"]


def test_one_is_accepted_and_undone(client_in, document, address):
    passage = find_passage(document, "lamps")
    answer = client_in.post(address(f"{document.pk}/decide/"), {"accept": passage.pk})
    assert "3 things were accepted" in said(answer)
    assert "#card-" in answer["Location"]
    batch = fresh(passage).batch
    assert client_in.get(address(f"undo/{batch}/")).status_code == 200
    assert "3 things wait again" in said(client_in.post(address(f"undo/{batch}/")))
    assert states(document) == {"proposed": 15}
    assert "0 things wait again" in said(client_in.post(address(f"undo/{batch}/")))


@pytest.mark.parametrize("sent", [{}, {"accept": "x"}, {"accept": ""}, {"accept": "²"}, {"fly": "1"}])
def test_post_that_says_nothing_is_answered_in_words(client_in, document, address, sent):
    answer = client_in.post(address(f"{document.pk}/decide/"), sent)
    assert "Nothing was changed" in said(answer)


@pytest.mark.parametrize("number", ["0", "999999", str(10**30)])
def test_passage_that_is_not_there(client_in, document, address, number):
    answer = client_in.post(address(f"{document.pk}/decide/"), {"accept": number})
    assert answer.status_code == 302
    assert "Nothing was changed" in said(answer)


def test_htmx_sends_the_cards_alone(client_in, document, address):
    passage = find_passage(document, "lamps")
    answer = client_in.post(address(f"{document.pk}/decide/"), {"accept": passage.pk}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert f'id="card-{passage.pk}"' in text
    assert text.count('hx-swap-oob="true"') >= 2  # the meeting and the item went along
    assert Action.objects.count() == 1


def test_refuse_and_open_again(client_in, document, address):
    passage = find_passage(document, "lamps")
    client_in.post(address(f"{document.pk}/decide/"), {"refuse": passage.pk})
    assert fresh(passage).state == "refused"
    client_in.post(address(f"{document.pk}/decide/"), {"reopen": passage.pk})
    assert fresh(passage).state == "proposed"


def test_meeting_is_not_refused_in_words(client_in, document, address):
    meeting = document.passages.get(kind="meeting")
    answer = client_in.post(address(f"{document.pk}/decide/"), {"refuse": meeting.pk})
    assert (answer.status_code, "cannot be refused" in said(answer)) == (302, True)


def test_page_withdrawn_meanwhile(client_in, document, address, coordinator):
    passage = find_passage(document, "lamps")
    withdraw_source(document.source, by=coordinator)
    gone = client_in.get(address(f"{document.pk}/"))
    assert (gone.status_code, "withdrawn" in gone.content.decode()) == (410, True)
    answer = client_in.post(address(f"{document.pk}/decide/"), {"accept": passage.pk})
    assert "withdrawn while you were reading it. Nothing was changed." in said(answer)
    assert client_in.post(address(f"passage/{passage.pk}/"), {"text": "x"}).status_code == 404
    answer = client_in.post(address(f"{document.pk}/select/"), {"kind": "action", "words": "Grants"})
    assert "Nothing was changed" in said(answer)
    assert not Meeting.objects.exists()


def test_words_become_an_action(client_in, document, address):
    answer = client_in.post(address(f"{document.pk}/select/"), {"kind": "action", "words": "burglary  fell\nfrom 480"})
    form = client_in.get(answer["Location"])
    assert "burglary fell from 480" in form.content.decode()
    sent = {"text": "find out why", "owners": "TB, Dana Colley"}
    assert client_in.post(answer["Location"], sent).status_code == 302
    action = Action.objects.get()
    assert (action.owners_text, action.passage.by_hand) == ("TB, Dana Colley", True)


def test_offsets_become_a_sum(client_in, document, address):
    start = document.text.index("480")
    sent = {"kind": "amount", "start": start, "end": start + 3}
    answer = client_in.post(address(f"{document.pk}/select/"), sent)
    assert client_in.post(answer["Location"], {"value": "480", "role": "other"}).status_code == 302
    assert Passage.objects.get(by_hand=True).pence == 48000


def test_words_that_are_not_there(client_in, document, address):
    for sent in ({"kind": "action", "words": "quince"}, {"kind": "fly", "words": "Grants"}, {}):
        answer = client_in.post(address(f"{document.pk}/select/"), sent)
        assert answer.status_code == 302
        assert said(answer)


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("meeting", {"body": "", "on": "x"}, "required"),
        ("amount", {"value": "much", "role": "other"}, "Enter a sum such as 1,549.07"),
        ("amount", {"value": "9" * 40, "role": "other"}, "Enter a sum"),
        ("figure", {"measure": "burglary", "current": "many"}, "number"),
        ("action", {"text": ""}, "required"),
        ("decision", {"kind": "flown", "text": "so"}, "flown"),
        ("attendance", {"name": "", "status": "present"}, "required"),
    ],
)
def test_form_with_an_error_is_shown_again(client_in, document, address, kind, sent, words):
    passage = document.passages.filter(kind=kind).first()
    answer = client_in.post(address(f"passage/{passage.pk}/"), sent)
    assert answer.status_code == 422
    assert "error" in answer.content.decode().lower()
    assert fresh(passage).state == "proposed"


def test_double_of_a_meeting_is_said_on_the_form(client_in, document, address, partnership, coordinator):
    other = take_page(partnership, "may.md", MINUTES.replace("Tuesday 12 March", "Tuesday 14 May"), coordinator)
    accept_all(partnership, coordinator)
    passage = other.passages.get(kind="meeting")
    form = client_in.get(address(f"passage/{passage.pk}/"))
    initial = form.context["form"].initial
    sent = {"body": initial["body"], "time": initial["time"], "venue": initial["venue"]}
    sent |= {"on_day": "12", "on_month": "3", "on_year": "2024"}
    answer = client_in.post(address(f"passage/{passage.pk}/"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "__all__": ["There is a meeting of that body on that day already. Nothing was changed."]
    }
    assert "There is a meeting of that body on that day already" in answer.content.decode()


def test_files_and_text_are_taken(client_in, partnership, address):
    files = [SimpleUploadedFile("one.md", MINUTES.encode()), SimpleUploadedFile("two.md", b"# Two")]
    answer = client_in.post(address("add/"), {"which": "files", "f-pages": files})
    assert "2 pages are in the queue" in said(answer)
    answer = client_in.post(address("add/"), {"which": "paste", "p-text": "Pasted\r\nminutes", "p-name": "May"})
    assert "1 page is in the queue" in said(answer)
    assert bytes(Source.objects.get(name="May").data) == b"Pasted\nminutes"
    again = [SimpleUploadedFile("again.md", MINUTES.encode())]
    answer = client_in.post(address("add/"), {"which": "files", "f-pages": again})
    assert "one.md is here already, so nothing was changed." in said(answer)


@pytest.mark.parametrize(
    "sent", [{"which": "files"}, {"which": "paste", "p-text": ""}, {"which": "paste", "p-text": "a\0b"}, {"which": "x"}]
)
def test_nothing_to_take(client_in, partnership, address, sent):
    assert client_in.post(address("add/"), sent).status_code == 422
    assert not Source.objects.exists()


def test_file_that_is_too_large(client_in, partnership, address, monkeypatch):
    monkeypatch.setattr("wapentake.intake.views.pages.LIMIT_BYTES", 1000)
    files = [SimpleUploadedFile("large.md", b"x" * 1001), SimpleUploadedFile("small.md", b"y")]
    answer = client_in.post(address("add/"), {"which": "files", "f-pages": files})
    assert "large.md was not added: it is larger than" in said(answer)
    assert Source.objects.get().name == "small.md"


@pytest.mark.parametrize("site", ["", "not an address", "ftp://x.example", "javascript:alert(1)"])
def test_address_that_will_not_do(client_in, partnership, address, site):
    answer = client_in.post(address("fetch/"), {"m-address": site, "m-committee": "7"})
    assert answer.status_code == 422
    assert not Fetch.objects.exists()


def test_committee_is_asked_for_once(client_in, partnership, address):
    for _ in range(2):
        sent = {"m-address": "https://democracy.larkmoor.example", "m-committee": "7"}
        assert client_in.post(address("fetch/"), sent).status_code == 302
    assert Fetch.objects.count() == 1


def test_strike_is_asked_for_and_done(client_in, document, address):
    place = address(f"{document.pk}/strike/")
    assert client_in.post(place, {"words": "Hugh Dacre", "why": "Asked"}).status_code == 422
    assert client_in.post(place, {"words": "quince", "why": "Asked", "sure": "on"}).status_code == 422
    assert not Strike.objects.exists()
    answer = client_in.post(place, {"words": "Hugh Dacre", "why": "Asked", "sure": "on"})
    assert "struck out in 1 place" in said(answer)
    assert "Hugh Dacre" not in client_in.get(address(f"{document.pk}/")).content.decode()
    assert client_in.get(address(f"source/{document.source_id}/original/")).status_code == 404


def test_original_is_sent_to_be_saved(client_in, document, address):
    answer = client_in.get(address(f"source/{document.source_id}/original/"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == MINUTES.encode()


@pytest.mark.parametrize(("end", "queries"), [("", 9), ("progress/", 9), ("page", 9)])
def test_queries_do_not_grow_with_rows(client_in, document, address, end, queries, coordinator):
    place = address(f"{document.pk}/" if end == "page" else end)
    found = []
    for rows in (1, 3):
        for number in range(Source.objects.count(), rows):
            page = MINUTES.replace("Tuesday 12 March", f"Tuesday {12 + number} March") + "\n" * number
            take_page(document.partnership, f"{number}.md", page, coordinator)
        with CaptureQueriesContext(connection) as captured:
            assert client_in.get(place).status_code == 200
        found.append(len(captured))
    assert found == [queries, queries]


def test_waiting_and_failed_pages_are_listed(client_in, address, partnership, coordinator):
    receive_page(partnership, "<b>odd</b>.md", "x", coordinator)
    Source.objects.create(
        partnership=partnership, sha256="0", name="bad.pdf", size=1, data=b"x", state="failed", trouble="It is cut."
    )
    text = client_in.get(address()).content.decode()
    assert "&lt;b&gt;odd" in text
    assert "It is cut." in text
