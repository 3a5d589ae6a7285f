"""The fixtures of the register do what their names say."""

from tests.register import MINUTES, accept_all, take_page
from wapentake.actions.models import Action
from wapentake.meetings.models import Decision, Meeting


def test_page_becomes_a_register(partnership, coordinator):
    document = take_page(partnership, "march.txt", MINUTES, coordinator)
    assert document.passages.count() > 8
    accept_all(partnership, coordinator)
    assert (Meeting.objects.count(), Action.objects.count(), Decision.objects.count()) == (1, 2, 2)


def test_coordinator_is_signed_in_and_a_stranger_is_somebody_else(client_in, client_stranger, partnership):
    assert client_in.session["_auth_user_id"] != client_stranger.session["_auth_user_id"]
