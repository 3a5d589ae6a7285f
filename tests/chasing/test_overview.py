"""The coordinator's pages: who has what to do, whom it would write to, what to settle, and links."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.chasing.chased import NOON, TUESDAY, Visitor, add_lead, chase, give, link_for, run
from tests.facts import add_meeting, add_series, read_csv
from wapentake.actions.models import Action
from wapentake.chasing.changes import put_rule
from wapentake.chasing.changes.settling import settle_answer
from wapentake.chasing.models import Answer, NudgeRule
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.letters.models import Letter, Link


@pytest.fixture
def at(partnership):
    return lambda name, *more: reverse(f"chasing:{name}", args=[partnership.slug, *more])


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_nobody_is_chased_until_somebody_starts(client_in, at, partnership, action):
    assert "Nobody is reminded" in plain(client_in.get(at("overview")))
    assert run(NOON) == []
    answer = client_in.post(at("start"), follow=True)
    assert "People are reminded from today on" in plain(answer)
    rule = NudgeRule.objects.get()
    assert (rule.is_on, rule.since) == (True, timezone.localdate())
    assert Change.objects.get(thing="chasing.nudgerule").verb == "began to chase"
    client_in.post(at("stop"))
    assert NudgeRule.objects.get().is_on is False
    assert [one.verb for one in Change.objects.filter(thing="chasing.nudgerule").order_by("pk")][1] == "stopped chasing"


def test_the_preview_says_whom_and_what_and_writes_nothing(client_in, at, partnership, jo, action, today):
    add_lead_without = add_lead(partnership, "Kit Lorne", email="")
    give(partnership, add_lead_without, "sweep the hall", due_on=today + timedelta(9))
    give(partnership, jo, "find the key")
    text = plain(client_in.get(at("start")))
    assert "Jo Bloggs jo@harrowmere.example" in text
    assert "1 due soon" in text
    assert "Count the cans" in text
    assert "Kit Lorne : no address" in text
    assert "1 open action without a day, whose body has no meeting in the calendar" in text
    assert not Letter.objects.exists()
    assert not NudgeRule.objects.exists()


def test_starting_writes_what_the_preview_said(client_in, at, partnership, jo, action, today):
    from wapentake.chasing.queries.overview import preview

    give(partnership, jo, "mend the lamp", due_on=today + timedelta(12))
    add_meeting(add_series(partnership), today + timedelta(10))
    give(partnership, jo, "find the key")
    rule = put_rule(partnership, {"is_on": True}, since=today, by=jo)
    told = [(one.on, [entry.row.text for entry in one.entries]) for one in preview(partnership, rule, today=today)]
    noon = timezone.localtime().replace(hour=12, minute=0)
    written = []
    for number in range(29):
        for letter in run(noon + timedelta(days=number)):
            nudges = letter.nudges.order_by("number")
            written.append((nudges[0].on, list(dict.fromkeys(one.action.text for one in nudges))))
    assert written == told
    assert written


@pytest.mark.parametrize("many", [1, 3])
def test_who_has_what_to_do(many, client_in, at, partnership, django_assert_num_queries):
    for number in range(many):
        person = add_lead(partnership, f"{'ABC'[number]}lex Smith")
        give(partnership, person, f"task {number}", due_on=TUESDAY)
        give(partnership, person, f"other {number}")
        Visitor(link_for(person)).get()
    chase(partnership)
    run()
    client_in.get(at("overview"))
    with django_assert_num_queries(15):
        text = plain(client_in.get(at("overview")))
    assert f"{many} {'person' if many == 1 else 'people'}" in text
    assert "5 May 2026" in text
    rows = read_csv(client_in.get(at("overview") + "?format=csv&sort=name"))
    late = "1" if timezone.localdate() > TUESDAY else "0"
    assert rows[1][:7] == ["Alex Smith", "2", late, "2", "0", "0", "alex@harrowmere.example"]


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"email": ""}, "There is no e-mail address."),
        ({"left_on": date(2024, 1, 1)}, "They have left."),
        ({}, "jo@harrowmere.example"),
    ],
)
@pytest.mark.usefixtures("action")
def test_who_cannot_be_reached(held, words, client_in, at, jo):
    for name, value in held.items():
        setattr(jo, name, value)
    jo.save()
    assert words in plain(client_in.get(at("overview")))


def test_what_no_letter_reaches(client_in, at, partnership, jo):
    give(partnership, None, "mend the gate")
    give(partnership, jo, "find the key")
    Letter.objects.create(partnership=partnership, to="a@x.example", key="a", message_id="a", state="doubtful")
    text = plain(client_in.get(at("overview")))
    assert "1 open action without a lead" in text
    assert "1 letter came back, was not sent, or is in doubt" in text


def test_a_rule_is_data_from_a_day_on(client_in, at, partnership, coordinator):
    chase(partnership)
    form = {"before": "10 and 3", "after": "", "meeting": "7", "quiet_from": "5pm", "quiet_until": "9.00 am"}
    assert client_in.post(at("rule"), form).status_code == 302
    rule = NudgeRule.objects.latest("since")
    assert (rule.since, rule.is_on, rule.days, rule.meeting_days) == (timezone.localdate(), True, [10, 3], [7])
    assert (rule.quiet_from.hour, rule.quiet_until.hour, rule.weekends_quiet) == (17, 9, False)
    assert NudgeRule.objects.count() == 2
    client_in.post(at("rule"), form)
    assert NudgeRule.objects.count() == 2
    assert Change.objects.filter(verb="changed how it chases").count() == 1
    text = client_in.get(at("rule")).content.decode()
    for value in ("10 and 3", "5.00 pm", "9.00 am"):
        assert f'value="{value}"' in text


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"before": "soon"}, "Enter whole numbers"),
        ({"after": "200"}, "Enter whole numbers"),
        ({"quiet_from": "late"}, "Enter an hour"),
        ({"quiet_until": ""}, "Enter an hour"),
    ],
)
def test_a_rule_that_is_none(held, words, client_in, at):
    form = {"before": "7", "quiet_from": "6pm", "quiet_until": "8am", **held}
    answer = client_in.post(at("rule"), form)
    assert answer.status_code == 422
    assert words in plain(answer)
    assert not NudgeRule.objects.exists()


def asked(visitor, action, **told):
    visitor.say(action, **told)
    return Answer.objects.get()


def test_what_is_not_theirs_is_given_to_somebody_or_stays(client_in, at, partnership, visitor, action, jo):
    kit = add_lead(partnership, "Kit Lorne")
    answer = asked(visitor, action, kind="not mine", words="Ask Kit")
    text = plain(client_in.get(at("overview")))
    assert "Jo Bloggs" in text
    assert "it is not theirs. Ask Kit" in text
    given = client_in.post(at("settle", answer.pk), {"do": "give", "person": kit.pk}, follow=True)
    assert "Kit Lorne leads it now." in plain(given)
    assert Action.objects.get(pk=action.pk).lead == kit
    assert Answer.objects.get().state == "confirmed"
    page = {"HTTP_REFERER": f"http://testserver{at('overview')}"}
    again = client_in.post(at("settle", answer.pk), {"do": "refuse"}, follow=True, **page)
    assert "settled this before you" in plain(again)
    assert Action.objects.get(pk=action.pk).lead == kit


def test_it_stays_with_the_one_who_answered(client_in, at, visitor, action, jo):
    answer = asked(visitor, action, kind="not mine", words="No")
    client_in.post(at("settle", answer.pk), {"do": "refuse"})
    assert Action.objects.get(pk=action.pk).lead == jo
    assert Answer.objects.get().state == "refused"


def test_a_hand_over_is_confirmed(client_in, at, partnership, visitor, action, jo):
    pat = add_lead(partnership, "Pat Lee")
    answer = asked(visitor, action, kind="hand over", to_name="Pat Lee", to_email="pat@x.example")
    assert "it should go to Pat Lee (pat@x.example)" in plain(client_in.get(at("overview")))
    assert "Choose who leads" in plain(client_in.post(at("settle", answer.pk), {"do": "give"}, follow=True))
    assert Action.objects.get(pk=action.pk).lead == jo
    client_in.post(at("settle", answer.pk), {"do": "give", "person": pat.pk})
    assert Action.objects.get(pk=action.pk).lead == pat


def test_a_person_of_another_partnership_cannot_be_chosen(client_in, at, other_partnership, visitor, action):
    alien = add_lead(other_partnership, "Al Ien")
    answer = asked(visitor, action, kind="not mine", words="No")
    client_in.post(at("settle", answer.pk), {"do": "give", "person": alien.pk})
    assert Answer.objects.get().state == "asked"


def test_settled_by_two_the_second_is_told(coordinator, visitor, action, partnership):
    answer = asked(visitor, action, kind="not mine", words="No")
    settle_answer(answer, None, by=coordinator)
    with pytest.raises(Refused, match="Rowan Teale settled this before you"):
        settle_answer(answer, add_lead(partnership, "Kit Lorne"), by=coordinator)


def test_a_link_is_made_by_hand_and_ended(client_in, at, jo, action, partnership):
    assert "No link was made yet" in plain(client_in.get(at("links")))
    answer = client_in.post(at("links"), {"person": jo.pk})
    address = re.search(r'value="(http://localhost/by-link/[^"]+)"', answer.content.decode())[1]
    assert answer.headers["Cache-Control"] == "no-store"
    page = client_in.get(address.removeprefix("http://localhost"))
    assert page.status_code == 200
    text = plain(client_in.get(at("links")))
    assert "1 time, last on" in text
    assert address.split("/")[4] not in text
    link = Link.objects.get()
    assert "opens nothing any more" in plain(client_in.post(at("end-link", link.pk), follow=True))
    assert "had ended before" in plain(client_in.post(at("end-link", link.pk), follow=True))
    assert client_in.get(address.removeprefix("http://localhost")).status_code == 410


def test_only_who_has_an_address_and_is_here_is_given_a_link(client_in, at, partnership, other_partnership):
    for name, held in (("No Mail", {"email": ""}), ("Ann Gone", {"left_on": date(2024, 1, 1)})):
        person = add_lead(partnership, name, **held)
        assert name not in client_in.get(at("links")).content.decode()
        assert client_in.post(at("links"), {"person": person.pk}).status_code == 422
    alien = add_lead(other_partnership, "Al Ien")
    assert client_in.post(at("links"), {"person": alien.pk}).status_code == 422
    assert client_in.post(at("end-link", link_for(alien).pk)).status_code == 404


def test_a_chair_sees_and_changes_nothing(client_chair, at, visitor, action):
    asked(visitor, action, kind="not mine", words="No")
    assert "Give it to them" not in plain(client_chair.get(at("overview")))
    assert f'action="{at("start")}"' not in client_chair.get(at("start")).content.decode()
    client_chair.post(at("start"))
    assert not NudgeRule.objects.exists()


def test_the_page_of_an_action_tells_of_each_reminder_and_answer(client_in, partnership, jo):
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    run()
    Letter.objects.update(state="bounced")
    Visitor(link_for(jo)).say(action, "blocked", words="No ladder")
    text = plain(client_in.get(reverse("desk:action", args=[partnership.slug, action.pk])))
    assert "Reminded by Wapentake" in text
    assert "Jo Bloggs: on the day that it was due, Tuesday 5 May 2026. Letter: came back." in text
    assert "Blocked by Jo Bloggs, by link" in text
    assert "No ladder" in text
