"""The screen on which minutes are written: saving, merging, reading, and what works without scripts."""

import json
from datetime import date

import pytest
from django.urls import reverse

from tests.meeting import item_of, make_meeting, seat_people
from tests.register import MINUTES, accept_all, make_account, sign_in, take_page
from wapentake.accounts.models import Membership, Role
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting
from wapentake.minutes.models import Minute, Refusal, Roll


@pytest.fixture
def meeting(partnership):
    meeting = make_meeting(partnership)
    seat_people(meeting, ("Ann Bell", "Fenland Police", "present"), ("Tom Ash", "Wendshire Haven", "expected"))
    return meeting


@pytest.fixture
def item(meeting):
    return item_of(meeting, "Late bus")


def ask(client, meeting, name, **told):
    address = reverse(f"desk:minutes-{name}", args=["harrowmere", meeting.pk])
    return client.post(address, json.dumps(told), content_type="application/json")


def save(client, meeting, item, text, base="", **told):
    answer = ask(client, meeting, "save", boxes=[{"item": item.pk, "text": text, "base": base}], at=item.pk, **told)
    assert answer.status_code == 200
    return answer.json()


def open_minutes(client, meeting):
    return client.get(reverse("desk:minutes", args=["harrowmere", meeting.pk]))


@pytest.fixture
def pat(partnership):
    return sign_in(make_account("pat@harrowmere.example", partnership, name="Pat Lee"))


def test_page_shows_boxes_roll_and_quorum(client_in, meeting, item):
    Minute.objects.create(item=item, text="AB to write to the depot.", version=1)
    page = open_minutes(client_in, meeting)
    assert page.status_code == 200
    for words in (
        "AB to write to the depot.",
        "Ann Bell (AB)",
        "without a date",
        "1 of 2 member bodies are here. The quo",
    ):
        assert words in page.content.decode()


@pytest.mark.parametrize("state", ["planned", "minutes draft", "confirmed", "archived"])
def test_words_are_only_taken_while_the_meeting_is_held(client_in, meeting, item, state):
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    page = open_minutes(client_in, meeting).content.decode()
    assert "<textarea" not in page
    assert ("Start the minutes" in page) is (state == "planned")
    answer = ask(client_in, meeting, "save", boxes=[{"item": item.pk, "text": "x", "base": ""}])
    assert answer.status_code == 409
    assert state in answer.json()["refused"]
    assert not Minute.objects.exists()


def test_chair_reads_and_does_not_write(partnership, meeting, item):
    chair = make_account("chair@harrowmere.example", partnership)
    Membership.objects.filter(account=chair).update(role=Role.CHAIR)
    page = open_minutes(sign_in(chair), meeting).content.decode()
    assert "<textarea" not in page
    assert "written by the coordinator" in page
    assert ask(sign_in(chair), meeting, "save", boxes=[]).status_code == 302


def test_starting_fills_the_roll_from_the_last_meeting(client_in, partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    meeting = make_meeting(partnership, date(2024, 5, 14), state="planned")
    client_in.post(reverse("desk:step", args=["harrowmere", meeting.pk, "hold"]))
    meeting.refresh_from_db()
    assert meeting.state == "held"
    told = [
        (one.name, str(one.organisation), one.role, one.is_member, one.status) for one in meeting.roll.order_by("pk")
    ]
    assert told[0] == ("Ruth Ashdown", "Harrowmere Borough Council", "chair", True, "expected")
    assert [one[0] for one in told] == ["Ruth Ashdown", "Tom Beckwith", "Dana Colley", "Hugh Dacre"]


def test_saving_gives_a_version_and_writes_once(client_in, meeting, item):
    assert save(client_in, meeting, item, "One.")["boxes"] == [
        {"item": item.pk, "text": "One.", "version": 1, "told": ""}
    ]
    assert save(client_in, meeting, item, "One.", "One.")["boxes"][0]["version"] == 1
    assert save(client_in, meeting, item, "One. Two.\r\n", "One.")["boxes"][0]["version"] == 2
    assert Minute.objects.get().text == "One. Two.\n"


def test_two_writers_are_merged_and_told(client_in, pat, meeting, item):
    save(client_in, meeting, item, "The bus was late.")
    save(pat, meeting, item, "The bus was late. The depot knows.", "The bus was late.")
    answer = save(client_in, meeting, item, "The bus was very late.", "The bus was late.")
    [box] = answer["boxes"]
    assert box["text"] == "The bus was very late. The depot knows."
    assert box["told"] == "Pat Lee wrote here as well. Both texts were put together, and nothing was lost."
    assert answer["writers"] == ["Pat Lee is writing too, at item 3. Both texts are put together."]


def test_what_was_saved_without_an_answer_is_no_other_text(client_in, meeting, item):
    save(client_in, meeting, item, "the bus")
    save(client_in, meeting, item, "bus bus", "the bus")  # the answer is lost, and one types on
    told = {"item": item.pk, "text": "bus bus and", "base": "the bus", "tried": "bus bus"}
    [box] = ask(client_in, meeting, "save", boxes=[told]).json()["boxes"]
    assert (box["text"], box["told"]) == ("bus bus and", "")


def test_same_words_changed_by_both_stand_and_are_told(client_in, pat, meeting, item):
    save(pat, meeting, item, "The bus was punctual.", "")
    [box] = save(client_in, meeting, item, "The bus was early.", "The bus was late.")["boxes"]
    assert "early" in box["text"]
    assert "punctual" in box["text"]
    assert "Both of you changed the same words: “punctual.” and “early.”. Both stand." in box["told"]


def test_what_others_changed_elsewhere_is_told(client_in, pat, meeting, item):
    grants = item_of(meeting, "Grants")
    save(pat, meeting, grants, "Nothing was granted.")
    answer = save(client_in, meeting, item, "Late.", versions={str(grants.pk): 0})
    assert answer["changed"] == [
        {
            "item": grants.pk,
            "text": "Nothing was granted.",
            "version": 1,
            "told": "Pat Lee wrote under item 4. Their words stand in your text now.",
        }
    ]
    assert save(client_in, meeting, item, "Late.", "Late.", versions={str(grants.pk): 1})["changed"] == []


def test_earlier_text_of_somebody_else_is_in_the_log(client_in, pat, meeting, item):
    save(client_in, meeting, item, "One.")
    save(client_in, meeting, item, "One. Two.", "One.")
    assert [one.before for one in Change.objects.filter(verb="rewrote")] == [{"text": "One."}]
    save(client_in, meeting, item, "One. Two. Three.", "One. Two.")
    save(pat, meeting, item, "Gone.", "One. Two. Three.")
    texts = [one.before["text"] for one in Change.objects.filter(verb="rewrote").order_by("pk")]
    assert texts == ["One.", "One. Two. Three."]


def test_words_under_an_item_that_is_gone_are_not_lost_in_silence(client_in, meeting, item):
    gone = item.pk
    item.delete()
    answer = ask(client_in, meeting, "save", boxes=[{"item": gone, "text": "x", "base": ""}]).json()
    assert "not on the agenda any more" in answer["gone"][str(gone)]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"boxes": 1}', '{"boxes": [1]}', '{"boxes": [{"item": 1}]}'])
def test_odd_requests_are_refused(client_in, meeting, body):
    for name in ("save", "read", "refuse"):
        address = reverse(f"desk:minutes-{name}", args=["harrowmere", meeting.pk])
        assert client_in.post(address, body, content_type="application/json").status_code in (400, 409)


def test_what_no_database_holds_is_left_out_and_too_much_is_refused(client_in, meeting, item):
    [box] = save(client_in, meeting, item, "a\x00b\rc \ud800.")["boxes"]
    assert box["text"] == "ab\nc ?."
    told = {"item": item.pk, "text": "a" * 200_001, "base": ""}
    assert "more words than one item can hold" in ask(client_in, meeting, "save", boxes=[told]).json()["refused"]
    assert ask(client_in, meeting, "read", **told).status_code == 409


def test_reading_shows_the_action_and_writes_nothing(client_in, meeting, item):
    before = Change.objects.count()
    html = ask(client_in, meeting, "read", item=item.pk, text="AB to ask the depot by 1 May 2026.").json()["html"]
    assert "ask the depot" in html
    assert "Ann Bell (AB)" in html
    assert "1 May 2026" in html
    assert (Change.objects.count(), Minute.objects.count()) == (before, 0)


def test_saving_and_reading_take_a_fixed_number_of_queries(client_in, meeting, item, django_assert_num_queries):
    save(client_in, meeting, item, "x")
    with django_assert_num_queries(12):
        ask(client_in, meeting, "read", item=item.pk, text="AB to ask the depot.")
    with django_assert_num_queries(18):
        save(client_in, meeting, item, "x y", "x")


def test_refusing_leaves_it_out_and_offers_it_again(client_in, meeting, item):
    text = "AB to ask the depot."
    save(client_in, meeting, item, text)
    html = ask(client_in, meeting, "read", item=item.pk, text=text).json()["html"]
    likeness = html.split('data-refuse="')[1].split('"')[0]
    html = ask(client_in, meeting, "refuse", item=item.pk, text=text, likeness=likeness).json()["html"]
    assert "Not an action" not in html
    assert "1 thing that you refused is left out" in html
    page = open_minutes(client_in, meeting)
    assert "What is not taken into the register" in page.content.decode()
    address = reverse("desk:minutes", args=["harrowmere", meeting.pk])
    client_in.post(address, {"offer": Refusal.objects.get().pk})
    assert not Refusal.objects.exists()
    assert ask(client_in, meeting, "refuse", item=item.pk, text="", likeness=likeness).status_code == 409


def test_plain_form_saves_merges_refuses_and_leads_on(client_in, pat, meeting, item):
    address = reverse("desk:minutes", args=["harrowmere", meeting.pk])
    texts = {f"text-{item.pk}": "AB to ask the depot.\r\nSoon.", f"base-{item.pk}": ""}
    page = client_in.post(address, texts, follow=True).content.decode()
    assert "All words are saved." in page
    assert Minute.objects.get().text == "AB to ask the depot.\nSoon."
    save(pat, meeting, item, "AB to ask the depot.\nSoon. So it was.", "AB to ask the depot.\nSoon.")
    texts = {f"text-{item.pk}": "First.\r\nAB to ask the depot.\r\nSoon.", f"base-{item.pk}": texts[f"text-{item.pk}"]}
    page = client_in.post(address, texts, follow=True).content.decode()
    assert Minute.objects.get().text == "First.\nAB to ask the depot.\nSoon. So it was."
    assert "Pat Lee wrote here as well" in page
    likeness = page.split('data-refuse="')[1].split('"')[0]
    client_in.post(address, {"refuse": f"{item.pk}:{likeness}"})
    assert Refusal.objects.get().kind == "action"
    onward = client_in.post(address, {"go": f"decision:{item.pk}"})
    assert onward.url == reverse("desk:resolution-new", args=["harrowmere", item.pk])


def test_roll_is_saved_row_by_row(client_in, meeting):
    ann, tom = Roll.objects.order_by("name")
    address = reverse("desk:roll", args=["harrowmere", meeting.pk])
    told = {
        f"seat-{ann.pk}-status": "present",
        f"seat-{ann.pk}-is_member": "on",
        f"seat-{ann.pk}-left_at": "15:10",
        f"seat-{tom.pk}-status": "deputy",
        f"seat-{tom.pk}-is_member": "on",
    }
    answer = client_in.post(address, told, headers={"accept": "application/json"}).json()
    assert answer["wrong"][0].startswith("Tom Ash: ")
    assert "1 more was until people left" in answer["quorum"]
    ann.refresh_from_db()
    tom.refresh_from_db()
    assert (ann.left_at, tom.status) == ("15:10", "expected")
    told |= {f"seat-{tom.pk}-deputy_for": "Cllr Ann Bell"}
    client_in.post(address, told)
    tom.refresh_from_db()
    assert (tom.status, tom.deputy_for) == ("deputy", "Ann Bell")


def test_all_others_are_marked_as_present(client_in, meeting):
    tom = Roll.objects.get(name="Tom Ash")
    address = reverse("desk:roll", args=["harrowmere", meeting.pk])
    client_in.post(address, {f"seat-{tom.pk}-status": "expected", f"seat-{tom.pk}-is_member": "on", "all_present": "1"})
    tom.refresh_from_db()
    assert tom.status == "present"


def test_people_are_added_once_and_taken_off(client_in, meeting):
    address = reverse("desk:roll-add", args=["harrowmere", meeting.pk])
    told = {"person-name": "Cllr Jo May", "person-organisation": "Fenland Police", "person-status": "present"}
    assert "Jo May is on the roll." in client_in.post(address, told, follow=True).content.decode()
    again = client_in.post(address, told, follow=True, headers={"referer": "/"})
    assert again.status_code == 200
    jo = Roll.objects.get(name="Jo May")
    assert jo.is_member
    client_in.post(reverse("desk:roll", args=["harrowmere", meeting.pk]), {"drop": jo.pk})
    assert not Roll.objects.filter(name="Jo May").exists()


def test_page_takes_a_fixed_number_of_queries(client_in, meeting, django_assert_num_queries):
    with django_assert_num_queries(23):
        open_minutes(client_in, meeting)
