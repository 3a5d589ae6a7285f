"""Whom an action is handed to is told at once: once, in the hours for letters, and never in silence where it fails."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.chasing.chased import Visitor, add_lead, chase, give, link_for, run
from tests.letters.mails import answer as answer_mail
from wapentake.actions.models import Action
from wapentake.chasing.changes.handing import hand_to
from wapentake.chasing.changes.mail import take_mail
from wapentake.chasing.models import Answer, Nudge
from wapentake.chasing.plan import What
from wapentake.chasing.words import say_handed
from wapentake.kit.models import Change
from wapentake.letters.changes import keep_mail
from wapentake.letters.links import sign
from wapentake.letters.models import Letter, LetterState


@pytest.fixture
def kit(partnership):
    return add_lead(partnership, "Kit Lorne", "Wendshire Police")


@pytest.fixture
def chased(partnership):
    return chase(partnership, weekends_quiet=False, quiet_from="00:00", quiet_until="00:00")


def find_address(letter):
    return re.search(r"http://localhost(/by-link/\S+)", letter.text)[1]


@pytest.mark.parametrize(
    ("giver", "words", "said"),
    [
        ("", "", "Ottersby asks you to lead this action."),
        ("Jo Bloggs", "", "Jo Bloggs handed this action for Ottersby over to you."),
        (
            "Jo Bloggs",
            "I am  away\nin May",
            "Jo Bloggs handed this action for Ottersby over to you. They wrote: “I am away in May”",
        ),
    ],
)
def test_how_the_letter_begins(giver, words, said):
    assert say_handed(What.ACTION, "Ottersby", giver, words) == said


@pytest.mark.usefixtures("chased")
def test_a_colleague_is_told_at_once(client, visitor, action, kit):
    visitor.say(action, "hand over", to_person=str(kit.pk), words="I am away in May")
    letter = Letter.objects.get()
    assert (letter.to, letter.person, letter.state, letter.not_before) == (kit.email, kit, "waiting", None)
    assert "Jo Bloggs handed this action for" in letter.text
    assert "They wrote: “I am away in May”" in letter.text
    assert "Count the cans" in letter.text
    page = client.get(find_address(letter))
    assert "Count the cans" in page.content.decode()
    nudge = Nudge.objects.get()
    assert (nudge.why, nudge.person, nudge.number, nudge.thing) == ("handed", kit, 1, action)


@pytest.mark.usefixtures("chased")
def test_what_somebody_else_promised_is_not_theirs(partnership, jo, kit, coordinator, today):
    day = today + timedelta(9)
    action = give(partnership, jo, "mend the lamp", promised_on=day, state="blocked")
    hand_to(action, kit, by=coordinator)
    text = Letter.objects.get().text
    assert "You said" not in text
    assert f"It is due on {day:%A} {day.day}" in text


@pytest.mark.usefixtures("chased")
def test_a_coordinator_hands_over_and_is_told_that_a_letter_goes(client_in, partnership, action, kit):
    page = reverse("desk:lead", args=[partnership.slug, action.pk])
    said = client_in.post(page, {"lead": str(kit.pk), "why": "Jo is not well"}, follow=True).content.decode()
    assert "Kit Lorne leads it. A letter tells them." in said
    assert "Told" in said
    assert "it was handed to them on" in said
    letter = Letter.objects.get()
    assert "asks you to lead this action" in letter.text
    assert "Jo is not well" not in letter.text


@pytest.mark.usefixtures("chased")
def test_once_a_day_however_often_it_goes_to_and_fro(action, jo, kit, coordinator):
    for person in (kit, jo, kit, kit):
        hand_to(action, person, by=coordinator)
    assert sorted(Letter.objects.values_list("to", flat=True)) == [jo.email, kit.email]
    assert Nudge.objects.count() == 2


@pytest.mark.usefixtures("chased")
def test_who_led_it_already_is_not_written_to(action, jo, coordinator):
    hand_to(action, jo, by=coordinator)
    assert not Letter.objects.exists()


def test_nobody_is_told_by_a_partnership_that_reminds_nobody(client_in, partnership, action, kit):
    page = reverse("desk:lead", args=[partnership.slug, action.pk])
    said = client_in.post(page, {"lead": str(kit.pk)}, follow=True).content.decode()
    assert "No letter went to them, since the partnership reminds nobody." in said
    assert not Letter.objects.exists()


@pytest.mark.usefixtures("chased")
@pytest.mark.parametrize(
    ("email", "why"),
    [("", "There is no e-mail address."), ("kit@x.example", "The last letter to this address came back.")],
)
def test_where_no_letter_reaches_them_the_coordinator_sees_it(email, why, client_in, visitor, action, kit):
    partnership, kit.email = kit.partnership, email
    kit.save()
    if email:
        Letter.objects.create(
            partnership=partnership, to=kit.email.upper(), key="a", message_id="a", state=LetterState.BOUNCED
        )
    letters = Letter.objects.count()
    visitor.say(action, "hand over", to_person=str(kit.pk))
    assert Letter.objects.count() == letters
    assert Action.objects.get(pk=action.pk).lead == kit
    change = Change.objects.get(verb="could not be told")
    assert (change.after, change.by_name) == ({"to": "Kit Lorne", "why": why}, "Wapentake")
    page = client_in.get(reverse("chasing:overview", args=[partnership.slug])).content.decode()
    assert "“Count the cans” was handed to Kit Lorne, whom no letter reaches" in page
    life = client_in.get(reverse("desk:action", args=[partnership.slug, action.pk])).content.decode()
    assert "Could not be told" in life


def test_a_coordinator_who_settles_it_sees_it_at_once(client_in, partnership, chased, visitor, action):
    visitor.say(action, "hand over", to_name="Pat Lee", words="She knows the landlords")
    assert not Letter.objects.exists()
    pat = add_lead(partnership, "Pat Lee", email="")
    page = reverse("chasing:settle", args=[partnership.slug, Answer.objects.get().pk])
    said = client_in.post(page, {"do": "give", "person": pat.pk}, follow=True).content.decode()
    assert "Pat Lee leads it now. No letter went to them. There is no e-mail address. Tell them yourself." in said


@pytest.mark.usefixtures("chased")
def test_settled_the_letter_says_whose_it_was(client_in, partnership, visitor, action, kit, jo):
    visitor.say(action, "hand over", to_name="Kit", words="They know the landlords")
    page = reverse("chasing:settle", args=[partnership.slug, Answer.objects.get().pk])
    client_in.post(page, {"do": "give", "person": kit.pk})
    assert "Jo Bloggs handed this action for" in Letter.objects.get().text
    assert "They know the landlords" in Letter.objects.get().text


@pytest.mark.usefixtures("chased")
def test_what_was_not_theirs_and_stays_is_written_to_them_without_their_words(
    client_in, partnership, visitor, action, jo
):
    visitor.say(action, "not mine", words="It is the council’s")
    page = reverse("chasing:settle", args=[partnership.slug, Answer.objects.get().pk])
    client_in.post(page, {"do": "refuse"})
    letter = Letter.objects.get()
    assert letter.to == jo.email
    assert "asks you to lead this action" in letter.text
    assert "council" not in letter.text


def test_in_quiet_hours_it_waits_for_the_morning(partnership, action, kit, coordinator, monkeypatch):
    chase(partnership)
    london = ZoneInfo("Europe/London")
    late = datetime(2026, 5, 8, 21, 30, tzinfo=london)  # a Friday
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    hand_to(action, kit, by=coordinator)
    assert Letter.objects.get().not_before == datetime(2026, 5, 11, 8, 0, tzinfo=london)


@pytest.mark.usefixtures("chased")
def test_nobody_is_reminded_on_the_next_day_of_what_stood_before(partnership, jo, kit, coordinator):
    noon = timezone.localtime().replace(hour=12, minute=0)
    action = give(partnership, jo, "count the cans", due_on=noon.date() + timedelta(5))
    hand_to(action, kit, by=coordinator)
    assert run(noon) == []
    assert run(noon + timedelta(1)) == []
    assert [one.to for one in run(noon + timedelta(3))] == [kit.email]


@pytest.mark.usefixtures("chased")
def test_a_mail_that_answers_it_is_taken_up(action, kit, coordinator, settings):
    settings.INBOX = {"host": "x"}
    letter = hand_to(action, kit, by=coordinator).letter
    assert "Begin with one of these" in letter.text
    keep_mail(answer_mail(letter, "Done"), at=timezone.now())
    take_mail()
    assert Action.objects.get(pk=action.pk).state == "done"


@pytest.mark.usefixtures("chased")
def test_the_link_of_the_giver_opens_it_no_more(jo, visitor, action, kit):
    other = Visitor(link_for(jo))
    visitor.say(action, "hand over", to_person=str(kit.pk))
    assert other.get("action", action.pk).status_code == 404
    assert sign(link_for(jo))


@pytest.mark.usefixtures("chased")
def test_closed_it_is_written_of_to_nobody(partnership, jo, kit, coordinator):
    action = give(partnership, jo, "mend the lamp", state="closed", closed_on=date(2024, 3, 12))
    hand_to(action, kit, by=coordinator)
    assert not Letter.objects.exists()
