"""Letters on absence: their words with what is filled in, kept until they are sent and never changed after that."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import BODY, add_meeting, add_organisation, add_series
from wapentake.contacts.changes import drop_unused
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.letters.models import Letter
from wapentake.meetings.changes.absence import keep_letter, put_wording, send_letter
from wapentake.meetings.models import AbsenceLetter, Meeting, SentHow
from wapentake.meetings.queries.absence import find_letters, find_posted, find_wording
from wapentake.meetings.rules.absence import PLACES, Wording, check_wording, own_wording, write_letter

JANUARY, MARCH, MAY = date(2026, 1, 12), date(2026, 3, 9), date(2026, 5, 11)
WORDS = Wording("We missed [body]", "Dear [name]\n\n[how]\n\n[duty]\n\n[next]", "[body] must come.")
VALUES = {"to": "Fenland Police", "email": "", "subject": "We missed you", "text": "Dear colleague"}
TOLD = {"name": "Dana", "body": "Fenland Police"}


@pytest.fixture
def pair(partnership):
    series = add_series(partnership)
    return add_meeting(series, JANUARY, "published"), add_meeting(series, MARCH, "published")


@pytest.fixture
def police(partnership):
    return add_organisation(partnership, "Fenland Police")


# The words


@pytest.mark.parametrize(
    ("told", "is_responsible", "expected"),
    [
        (TOLD | {"how": "", "next": ""}, False, "Dear Dana"),
        (TOLD | {"how": "", "next": ""}, True, "Dear Dana\n\nFenland Police must come."),
        (TOLD | {"how": "Thanks.", "next": "In May."}, False, "Dear Dana\n\nThanks.\n\nIn May."),
        (TOLD | {"how": "[name]", "next": ""}, False, "Dear Dana\n\n[name]"),  # filled in once
    ],
)
def test_what_is_filled_in(told, is_responsible, expected):
    assert write_letter(WORDS, told, is_responsible=is_responsible) == ("We missed Fenland Police", expected)


def test_our_own_words_can_be_filled_in_and_leave_nothing_over():
    own = own_wording()
    assert check_wording(own).ok
    subject, text = write_letter(own, dict.fromkeys(PLACES, "X"), is_responsible=True)
    assert "[" not in subject + text
    assert "\n\n\n" not in write_letter(own, dict.fromkeys(PLACES, ""), is_responsible=False)[1]


def test_what_cannot_be_filled_in_is_told():
    verdict = check_wording(Wording("[body]", "[nmae] and [body] [nmae]", "[x]"))
    assert [one.split(" can")[0] for one in verdict.reasons] == ["“[nmae]”", "“[x]”"]


@given(st.text(), st.text())
def test_any_words_can_be_put_into_a_letter(body, how):
    _, text = write_letter(Wording("", "A[body]B", ""), {"body": body, "how": how}, is_responsible=False)
    assert text.startswith("A")
    assert text.endswith("B")


def test_words_hold_from_their_day_on(partnership, other_partnership, coordinator):
    put_wording(partnership, since=MARCH, wording=WORDS, by=coordinator)
    later = Wording("Later", "Later", "")
    put_wording(partnership, since=MAY, wording=WORDS, by=coordinator)
    put_wording(partnership, since=MAY, wording=later, by=coordinator)
    assert [find_wording(partnership, on=day) for day in (JANUARY, MARCH, MAY)] == [own_wording(), WORDS, later]
    assert find_wording(other_partnership, on=MAY) == own_wording()
    with pytest.raises(Refused, match="cannot be filled in"):
        put_wording(partnership, since=MAY, wording=Wording("[x]", "", ""), by=coordinator)
    assert find_wording(partnership, on=MAY) == later


# The letter


def test_a_letter_is_kept_once_and_changed_until_it_is_sent(partnership, police, pair, coordinator):
    kept = keep_letter(police, pair, VALUES, by=coordinator)
    again = keep_letter(police, pair, VALUES | {"text": "Dear Dana"}, by=coordinator)
    assert (again.pk, again.text, again.made_by, again.sent_on) == (kept.pk, "Dear Dana", "Rowan Teale", None)
    sent = send_letter(again, SentHow.POST, on=MAY, by=coordinator)
    assert (sent.sent_on, sent.sent_how, sent.sent_by) == (MAY, "post", "Rowan Teale")
    for change in (lambda: keep_letter(police, pair, VALUES, by=coordinator), lambda: _send(sent, coordinator)):
        with pytest.raises(Refused, match="was sent on 11 May 2026"):
            change()
    assert AbsenceLetter.objects.get().text == "Dear Dana"
    verbs = Change.objects.filter(thing="meetings.absenceletter").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["added", "changed", "sent"]


def _send(letter, by):
    return send_letter(letter, SentHow.EMAIL, on=MAY, by=by)


def test_letters_by_body_in_one_query(partnership, police, pair, coordinator, django_assert_num_queries):
    third = add_meeting(pair[0].series, MAY, "published")
    first = keep_letter(police, pair, VALUES, by=coordinator)
    second = keep_letter(police, (pair[1], third), VALUES, by=coordinator)
    assert first.key != second.key
    with django_assert_num_queries(1):
        assert find_letters(partnership, [*pair, third]) == {police.pk: [second, first]}
    assert find_letters(partnership, pair) == {police.pk: [first]}


def test_a_letter_outlives_the_pages_that_it_was_about(partnership, police, pair, coordinator):
    sent = send_letter(keep_letter(police, pair, VALUES, by=coordinator), SentHow.POST, on=MAY, by=coordinator)
    Meeting.objects.all().delete()
    drop_unused(partnership)
    kept = AbsenceLetter.objects.get()
    assert (kept.key, kept.group, str(kept)) == (sent.key, BODY, "Fenland Police, 12 January 2026 and 9 March 2026")


def test_a_letter_by_e_mail_waits_with_the_others_and_goes_once(partnership, police, pair, coordinator):
    kept = keep_letter(police, pair, VALUES, by=coordinator)
    with pytest.raises(Refused, match="no e-mail address"):
        _send(kept, coordinator)
    kept = keep_letter(police, pair, VALUES | {"email": "office@fenland.example"}, by=coordinator)
    assert find_posted([kept]) == {}
    sent = _send(kept, coordinator)
    (posted,) = Letter.objects.all()
    assert (posted.to, posted.kind, posted.subject, posted.text) == (
        "office@fenland.example",
        "absence",
        "We missed you",
        "Dear colleague",
    )
    assert find_posted([sent]) == {sent.key: posted}
