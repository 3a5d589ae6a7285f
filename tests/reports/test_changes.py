"""Publishing: what is frozen, what takes whose place, what is refused, and what the log says of it."""

from datetime import date

import pytest

from tests.register import MINUTES, accept_all, take_page
from tests.reports.made import AGENDA, REASON, SECRET, fill_agenda, make_meeting, publish_page
from wapentake.agendas.models import AgendaItem
from wapentake.agendas.queries import compose_agenda
from wapentake.intake.changes.striking import strike_words
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting, Series
from wapentake.minutes.models import Correction, Minutes
from wapentake.reports.changes import publish, withdraw_publication
from wapentake.reports.models import Publication
from wapentake.reports.papers import Paper


@pytest.fixture
def meeting(partnership) -> Meeting:
    meeting = make_meeting(partnership)
    fill_agenda(meeting)
    return meeting


def current(meeting: Meeting) -> list[tuple[str, int]]:
    rows = Publication.objects.filter(meeting=meeting, current=True).order_by("kind")
    return [(one.kind, one.number) for one in rows]


def test_publishing_again_takes_the_place_of_what_was_published(meeting, coordinator):
    for kind, now in (
        ("agenda", [("agenda", 1)]),
        ("agenda", [("agenda", 2)]),
        ("draft", [("agenda", 2), ("draft", 1)]),
        ("draft", [("agenda", 2), ("draft", 2)]),
        ("minutes", [("agenda", 2), ("minutes", 1)]),
    ):
        publish(meeting, kind, AGENDA, by=coordinator)
        assert current(meeting) == now
    told = Change.objects.filter(verb="published").order_by("pk").values_list("after__kind", "after__number", "by_name")
    assert list(told) == [(kind, number, "Rowan Teale") for kind, number in
                          (("agenda", 1), ("agenda", 2), ("draft", 1), ("draft", 2), ("minutes", 1))]  # fmt: skip


def test_what_was_published_stays_as_it_was(meeting, coordinator):
    made = publish(meeting, "agenda", AGENDA, by=coordinator)
    AgendaItem.objects.filter(meeting=meeting).update(title="Something else")
    Meeting.objects.filter(pk=meeting.pk).update(venue="Elsewhere")
    paper = Paper.from_dict(Publication.objects.get(pk=made.pk).paper)
    assert paper.head.venue == "Corn Hall, Harrowmere"
    assert [one.title for one in paper.items] == ["Apologies", "Lighting in Tallow Lane", "A family in need"]
    assert Paper.from_dict(paper.to_dict()) == paper


def test_nothing_exempt_goes_into_what_is_published(meeting, coordinator):
    made = publish(meeting, "agenda", AGENDA, by=coordinator)
    assert SECRET not in str(made.paper)
    assert "Paper on A family" not in str(made.paper)
    entry = Paper.from_dict(made.paper).items[-1]
    assert (entry.heading, entry.paragraph, entry.public_interest) == ("3. A family in need", "2", REASON)
    assert (entry.parts, entry.attached, entry.tasks, entry.settled) == ((), (), (), ())


def test_days_to_come_are_told_though_they_stand_below_an_exempt_item(meeting, coordinator):
    paper = Paper.from_dict(publish(meeting, "agenda", AGENDA, by=coordinator).paper)
    assert [part.text for part in paper.closing] == ["Date of next meeting: Tuesday 10 September 2024"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  \n", "nothing-to-publish"),
        (AGENDA.replace("## 3. A family in need", "And a family in need: much was said of it."), "exempt-not-found"),
    ],
)  # fmt: skip
def test_refused(meeting, coordinator, text, code):
    with pytest.raises(Refused) as refused:
        publish(meeting, "agenda", text, by=coordinator)
    assert refused.value.code == code
    assert not Publication.objects.exists()


def test_exempt_item_that_the_text_does_not_name_is_told_of(meeting, coordinator):
    text = AGENDA.partition("## 3.")[0]
    paper = Paper.from_dict(publish(meeting, "agenda", text, by=coordinator).paper)
    assert [one.title for one in paper.items if one.is_exempt] == ["A family in need"]


def test_what_is_taken_back_is_shown_no_longer_and_kept(meeting, coordinator):
    publish(meeting, "agenda", AGENDA, by=coordinator)
    made = publish(meeting, "agenda", AGENDA, by=coordinator)
    assert withdraw_publication(made, by=coordinator, why="wrong day") is True
    assert withdraw_publication(made, by=coordinator) is False
    assert current(meeting) == []
    assert Publication.objects.count() == 2
    assert Change.objects.get(verb="withdrew").after == {"kind": "agenda", "number": 2, "why": "wrong day"}
    publish(meeting, "agenda", AGENDA, by=coordinator)
    assert current(meeting) == [("agenda", 3)]


def test_confirmed_minutes_say_where_and_their_corrections_stand_where_they_belong(meeting, partnership, coordinator):
    later = make_meeting(partnership, on=date(2024, 9, 10))
    Minutes.objects.create(meeting=meeting, confirmed_at=later, confirmed_on=later.on, signed_by="Cllr Ruth Ashdown")
    told = {"was": "new lamps", "should_be": "six new lamps", "agreed_at": later}
    Correction.objects.create(meeting=meeting, item="2. Lighting in Tallow Lane", **told)
    paper = Paper.from_dict(publish(meeting, "minutes", AGENDA, by=coordinator).paper)
    assert paper.head.confirmed == (
        "Confirmed as a true record at the meeting of 10 September 2024. "
        "Signed by Cllr Ruth Ashdown on 10 September 2024."
    )
    assert [len(one.corrections) for one in paper.items] == [0, 1, 0]
    assert paper.corrections[0].agreed_at == "the meeting of 10 September 2024"


def test_meeting_known_from_a_page_gets_its_body(partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    meeting = Meeting.objects.get()
    publish_page(meeting, coordinator)
    assert Meeting.objects.get().series == Series.objects.get(name=meeting.body)


def test_words_that_are_struck_out_go_from_what_was_published(partnership, coordinator):
    document = take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    made = publish_page(Meeting.objects.get(), coordinator)
    assert "landlords of Tallow Lane" in str(made.paper)
    strike_words(document, "the landlords of Tallow Lane", why="Named by mistake", by=coordinator)
    made.refresh_from_db()
    assert "landlords of Tallow Lane" not in str(made.paper)
    again = publish_page(Meeting.objects.get(), coordinator)
    assert "[removed]" in str(again.paper)
    assert "█" not in str(again.paper)


def test_agenda_of_the_register_is_published_without_saying_anything_twice(meeting, partnership, coordinator):
    """What the public page says beside the text (purpose, papers, why it is exempt or late) is not in the text too."""
    item = AgendaItem.objects.get(meeting=meeting, number=2)
    AgendaItem.objects.filter(pk=item.pk).update(
        duration_minutes=10, presenter="Tom Beckwith", note="What new lamps would cost.", urgent_because="It is dark."
    )
    paper = Paper.from_dict(publish(meeting, "agenda", compose_agenda(meeting), by=coordinator).paper)
    entry = paper.items[1]
    assert (entry.purpose, entry.presenter, entry.urgent_because) == (
        "discussion, 10 minutes",
        "Tom Beckwith",
        "It is dark.",
    )
    assert [part.text for part in entry.parts] == ["What new lamps would cost."]
    assert [one.title for one in entry.attached] == ["Paper on Lighting in Tallow Lane"]
    assert [part.lead for part in paper.parts] == ["Items"]
    assert paper.items[2].is_exempt
    assert paper.items[2].parts == ()


def test_items_are_known_by_their_titles_before_their_numbers(meeting, coordinator):
    text = "## Harrowmere CSP\n\n## 1. Apologies\n\nNone.\n\n## 2. A family in need\n\nSecret.\n\n## 3. Lamps\n\nLit.\n"
    paper = Paper.from_dict(publish(meeting, "minutes", text, by=coordinator).paper)
    assert [one.is_exempt for one in paper.items] == [False, True, False, False]  # the last only stands on the agenda
    assert "Secret" not in str(paper)
    assert "Lit." in str(paper)
