"""What somebody sees by their link: only theirs, and nothing is changed by looking."""

import re
from datetime import timedelta

from tests.chasing.chased import add_lead, give
from wapentake.actions.models import Action
from wapentake.kit.models import Change
from wapentake.letters.models import Link, Use


def fresh(action):
    return Action.objects.get(pk=action.pk)


def test_the_page_names_whom_it_is_for_and_shows_only_theirs(partnership, other_partnership, jo, visitor, today):
    kit = add_lead(partnership, "Kit Lorne", "Wendshire Police")
    give(partnership, kit, "sweep the hall", due_on=today)
    give(partnership, None, "mend the gate", due_on=today)
    give(other_partnership, add_lead(other_partnership, "Jo Bloggs"), "paint the boat", due_on=today)
    give(partnership, jo, "walk the lane", due_on=today - timedelta(1))
    give(partnership, jo, "find the key")
    text = visitor.text()
    assert (
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).count(
            "This page is for Jo Bloggs, Wendshire Police. Not you? Say so."
        )
        == 1
    )
    for words in ("Sweep the hall", "Mend the gate", "Paint the boat"):
        assert words not in text
    places = [text.index(words) for words in ("Late", "Walk the lane", "Due soon", "Count the cans", "Find the key")]
    assert places == sorted(places)
    assert "From Harrowmere Community Safety Partnership, 12 March 2024" in text


def test_nobody_needs_to_sign_in_and_no_cookie_is_set(visitor, action):
    for answer in (visitor.get(), visitor.get("action", action.pk), visitor.say(action, "done", follow=False)):
        assert answer.status_code in (200, 302)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    text = visitor.text()
    assert '<meta name="referrer" content="no-referrer">' in text
    assert "Sign out" not in text


def test_looking_changes_nothing_and_is_logged(visitor, action, today):
    before = Change.objects.count()
    for name, more in (("actions", ()), ("action", (action.pk,)), ("not-me", ()), ("calendar", ())):
        assert visitor.get(name, *more).status_code == 200
        assert visitor.client.head(visitor.path(name, *more)).status_code == 200
    assert visitor.get("again").status_code == 405
    assert Change.objects.count() == before
    assert fresh(action).state == "open"
    assert Link.objects.count() == 1
    assert Link.objects.get().ended_at is None
    assert "Opened the page" in Use.objects.values_list("what", flat=True)
    assert "Looked whether the page is there" in Use.objects.values_list("what", flat=True)
    assert "Opened: count the cans" in Use.objects.values_list("what", flat=True)


def test_words_in_the_address_are_not_shown(visitor):
    text = visitor.client.get(visitor.path() + "?said=<b>You+won</b>").content.decode()
    assert "won" not in text
    assert "Thank you" not in text
