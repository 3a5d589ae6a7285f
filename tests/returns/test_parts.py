"""What leads say of their parts by link: drafts that are kept, answers that are checked, and what is filled in."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.chasing.chased import Visitor, link_for
from tests.returns.made import SAID
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.plans.models import Milestone, TacticalAction, Value
from wapentake.returns.changes.parts import accept_part, leave_out, let_stand, send_back, take_in
from wapentake.returns.models import Part

pytestmark = pytest.mark.django_db
ASKED = date(2018, 4, 9)


@pytest.fixture
def asked(year_end):
    year_end.ask(ASKED)
    return year_end


@pytest.fixture
def visitor(asked):
    return asked.visitor(0)


def send(visitor, part, follow=True, **told):
    version = Part.objects.get(pk=part.pk).version
    data = {"version": version, "forecast": "1000", **SAID, **told}
    return visitor.client.post(visitor.path("part", part.pk), data, follow=follow)


def text_of(answer):
    return answer.content.decode()


def test_the_page_of_a_lead_shows_parts_and_rows(asked, visitor):
    page = visitor.text()
    assert "What is asked of you" in page
    assert "Evening sessions" in page
    assert "Lights on the path" not in page
    part = visitor.text("part", asked.part(0).pk)
    assert "£1,000.00" in part
    assert "£900.00 by 31 March 2018" in part
    assert "Nothing was recorded, target 30 families" in part
    assert visitor.get("part", asked.part(1).pk).status_code == 404


def test_an_answer(asked, visitor):
    answer = send(visitor, asked.part(0), **{f"measure_{asked.measure.pk}": "27"})
    assert "Your part is sent." in text_of(answer)
    part = asked.part(0)
    assert (part.state, part.forecast, part.budget, part.spent) == ("answered", 100_000, 100_000, 90_000)
    assert part.answered_by_name == "Ada Lorne, by link"
    assert part.measured[0]["value"] == "27"
    value = Value.objects.get()
    assert (value.measure, value.on, value.value) == (asked.measure, date(2018, 3, 31), 27)
    # The same form sent again is one answer.
    data = {"version": 0, "forecast": "1000", **SAID, f"measure_{asked.measure.pk}": "27"}
    assert visitor.client.post(visitor.path("part", part.pk), data).status_code == 302
    assert Change.objects.filter(thing="returns.part", verb="answered").count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"narrative": ""}, "Say what was done in this period"),
        ({"forecast": ""}, "Enter a sum"),
        ({"forecast": "much"}, "Enter a sum in pounds and pence"),
        ({"forecast": "499.99"}, "The forecast lies £500.01 below the budget. Say why less is spent."),
        ({"forecast": "100", "underspend": "No takers"}, "Say what should be done with the money."),
        ({"narrative": "Brian Mould held the evenings."}, "“Brian Mould”"),
        ({"case_study": "Ring 07700 900123."}, "“07700 900123”"),
        ({"risk": "The mother at 14 Tallow Lane LE18 2DR."}, "LE18 2DR"),
    ],
)
def test_what_is_lacking_is_said_and_nothing_that_was_typed_is_lost(told, words, asked, visitor):
    answer = send(visitor, asked.part(0), outcomes="Fewer calls <came>.", **told) if "outcomes" not in told else None
    assert answer.status_code == 422
    page = text_of(answer)
    assert words in page
    assert "Fewer calls &lt;came&gt;." in page
    part = asked.part(0)
    assert part.state == "asked"
    assert part.draft["outcomes"] == "Fewer calls <came>."
    # It is there again when they come back.
    assert "Fewer calls &lt;came&gt;." in visitor.text("part", part.pk)


def test_just_at_the_threshold_nothing_more_is_asked(asked, visitor):
    assert send(visitor, asked.part(0), forecast="500", follow=False).status_code == 302


def test_a_draft_is_kept_as_it_was_typed(asked, visitor):
    part = asked.part(0)
    boxes = {"do": "draft", "version": "0", "forecast": "about 900?", "narrative": "Ask Brian Mould how many"}
    answer = visitor.client.post(visitor.path("part", part.pk), boxes, follow=True)
    assert "Your draft is saved." in text_of(answer)
    assert "A draft is saved" in text_of(answer)
    page = visitor.text("part", part.pk)
    assert "about 900?" in page
    assert "Ask Brian Mould how many" in page
    assert asked.part(0).state == "asked"
    assert "Brian" not in str(Change.objects.latest("pk").after)
    send(visitor, part)
    assert asked.part(0).draft == {}


def test_who_answers_after_somebody_else_did_is_told_and_may_still_send(asked, visitor):
    part = asked.part(0)
    stale = {"version": "0", "forecast": "1000", **SAID, "narrative": "Mine."}
    asked.answer(0, narrative="Theirs.")
    answer = visitor.client.post(visitor.path("part", part.pk), stale)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Somebody answered or changed this part after you opened the page" in page
    assert "Mine." in page
    assert asked.part(0).narrative == "Theirs."
    assert 'name="version" value="1"' in page
    visitor.client.post(visitor.path("part", part.pk), {**stale, "version": "1"})
    assert asked.part(0).narrative == "Mine."


def test_last_time_is_filled_in(asked):
    asked.answer(0, risk="The hall may close.", forecast=950)
    quarter = {"period_from": date(2018, 4, 1), "period_to": date(2018, 6, 30)}
    later = asked.make("First quarter", due_internal_on=date(2018, 7, 16), due_on=date(2018, 7, 31), **quarter)
    asked.ask(date(2018, 7, 2), later)
    page = asked.visitor(0).text("part", asked.part(0, later).pk)
    assert "The hall may close." in page
    assert 'value="950.00"' in page
    assert "What was said last time, in Year-end return 2017/18" in page
    assert page.count("Eight evenings were held in the hall.") == 1  # told, and not put in the box


def test_what_a_coordinator_does_with_a_part(asked, visitor):
    part = asked.part(0)
    with pytest.raises(Refused, match="not answered yet"):
        accept_part(part, by=asked.by)
    asked.answer(0)
    accept_part(part, by=asked.by)
    assert "The coordinator has accepted this part" in visitor.text("part", part.pk)
    answer = send(visitor, part, narrative="Otherwise.")
    assert "so it stays as it is" in text_of(answer)
    send_back(part, "Say how many came", by=asked.by)
    assert "Say how many came" in visitor.text("part", part.pk)
    leave_out(part, "It ended", by=asked.by)
    assert "not needed any more" in visitor.text("part", part.pk)
    take_in(part, by=asked.by)
    assert asked.part(0).state == "answered"
    for change in (send_back, leave_out):
        with pytest.raises(Refused, match="Say why"):
            change(part, " ", by=asked.by)
    with pytest.raises(Refused, match="Say why"):
        let_stand(part, "?", "", by=asked.by)


def test_a_row_of_the_plan_is_updated_by_link(asked):
    row, today = asked.actions[0], timezone.localdate()
    TacticalAction.objects.filter(pk=row.pk).update(update_due_on=today - timedelta(3))
    row.plan.ends_on = today + timedelta(400)
    row.plan.save()
    stone = Milestone.objects.create(tactical_action=row, text="The hall is let", due_on=today)
    visitor = Visitor(link_for(asked.leads[0]))
    assert "Late" in visitor.text()
    path = visitor.path("row", row.pk)
    wrong = visitor.client.post(path, {"rag": "green", "reason": ""})
    assert (wrong.status_code, "Say why" in text_of(wrong)) == (422, True)
    told = {
        "rag": "amber",
        "reason": "One hall is shut",
        f"measure_{asked.measure.pk}": "12",
        "reached": [str(stone.pk)],
    }
    for _ in range(2):
        answer = visitor.client.post(path, told, follow=True)
        assert "Your update is in the plan." in text_of(answer)
    row.refresh_from_db()
    update = row.updates.get()
    assert (row.rag, row.updated_on, update.via, update.by_name) == ("amber", today, "link", "Ada Lorne, by link")
    assert Value.objects.get().value == 12
    stone.refresh_from_db()
    assert stone.reached_on == today
    assert visitor.get("row", asked.actions[1].pk).status_code == 404
