"""What is owed, for the pages that show it: an action for all partners with each body's own, one with a whole life."""

from __future__ import annotations

from datetime import date

from tests.facts import add_action, add_organisation, add_person
from tests.paths.place import Place, press
from tests.paths.walking import Walk
from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes import add_note, close_action, fan_out, hand_over, set_action_state
from wapentake.actions.models import Action, ActionState
from wapentake.contacts.models import Initials, Organisation
from wapentake.meetings.models import Meeting

GIVEN, HELD = date(2024, 4, 9), date(2024, 5, 14)
FILE = {
    "name": "list-of-landlords.csv",
    "media_type": "text/csv",
    "size": 24,
    "sha256": "0",
    "data": b"name,street\nA,B\n",
}
LINES = "Tom Beckwith, tom@harrowmere.example\nNobody Known, nobody@x.example\nIvo Marsh"


def fill_owed(partnership: Partnership, by: Account) -> dict[str, object]:
    """Give an action to each member body, let one go through its whole life, and close one at a meeting."""
    for name in ("Saltby Homes", "Fenland Fire and Rescue"):
        add_organisation(partnership, name)
    Organisation.objects.filter(partnership=partnership).update(is_member=True)
    tom = add_person(partnership, "Tess Marlow")
    force = Organisation.objects.get(partnership=partnership, name="Fenland Police")
    Organisation.objects.filter(pk=force.pk).update(is_responsible=True, representative=tom)
    shared = add_action(partnership, "send the risk registers of their own body", "All Partners", on=GIVEN)
    children = fan_out(shared, by=by)
    close_action(children[0], by=by, on=HELD, why="It came by post.")
    lived = add_action(partnership, "write to all landlords of the lane", "ZQ", ("Tess Marlow", tom), on=GIVEN)
    hand_over(lived, tom, by=by, why="ZQ is away until May.")
    set_action_state(lived, ActionState.BLOCKED, by=by, on=GIVEN, why="The list of landlords is missing.")
    add_note(lived, "Half of the list is here.\nThe rest comes on Friday.", by=by, via="desk", upload=FILE)
    set_action_state(lived, ActionState.DONE, by=by, on=HELD)
    meeting = Meeting.objects.get(partnership=partnership, on=HELD)
    Meeting.objects.filter(partnership=partnership, on=GIVEN).update(series=meeting.series)
    ended = add_action(partnership, "count the lamps of the underpass", ("Tess Marlow", tom), on=GIVEN, lead=tom)
    close_action(ended, by=by, on=HELD, at=meeting)
    Initials.objects.get_or_create(partnership=partnership, written="ZQ")
    return {
        "shared": shared.pk,
        "child": children[1].pk,
        "lived": lived.pk,
        "ended": ended.pk,
        "at": meeting.pk,
        "force": force.pk,
        "unled": Action.objects.filter(partnership=partnership, lead=None, parent=None).first().pk,
    }


def paste(walk: Walk) -> None:
    """Paste names with addresses and go on to see whose they are."""
    walk.page.get_by_label("Names and addresses").fill(LINES)
    walk.press("Go on")


OWED = {
    "action-lived": Place("/harrowmere/actions/{lived}/"),
    "action-ended": Place("/harrowmere/actions/{ended}/"),
    "action-for-all": Place("/harrowmere/actions/{shared}/"),
    "action-of-body": Place("/harrowmere/actions/{child}/"),
    "action-unled": Place("/harrowmere/actions/{unled}/"),
    "action-chair": Place("/harrowmere/actions/{lived}/", who="chair"),
    "action-state": Place("/harrowmere/actions/{lived}/state/"),
    "action-state-wrong": Place("/harrowmere/actions/{unled}/state/", (press("^Save$"),)),
    "action-close": Place("/harrowmere/actions/{lived}/close/"),
    "action-close-wrong": Place("/harrowmere/actions/{lived}/close/", (press("Close it"),)),
    "action-reopen": Place("/harrowmere/actions/{ended}/reopen/"),
    "action-due": Place("/harrowmere/actions/{lived}/due/"),
    "action-due-wrong": Place("/harrowmere/actions/{unled}/due/", (press("^Save$"),)),
    "action-lead": Place("/harrowmere/actions/{lived}/lead/"),
    "action-note": Place("/harrowmere/actions/{lived}/note/"),
    "action-note-wrong": Place("/harrowmere/actions/{lived}/note/", (press("Add this note"),)),
    "actions-all": Place("/harrowmere/actions/?state=all"),
    "actions-leaderless": Place("/harrowmere/actions/?state=leaderless"),
    "going": Place("/harrowmere/meetings/{at}/actions/"),
    "going-by-lead": Place("/harrowmere/meetings/{at}/actions/?by=lead"),
    "going-early": Place("/harrowmere/meetings/{late}/actions/"),
    "meeting-closed": Place("/harrowmere/meetings/{at}/"),
    "members": Place("/harrowmere/people/organisations/members/"),
    "organisation": Place("/harrowmere/people/organisations/{force}/"),
    "addresses": Place("/harrowmere/people/addresses/"),
    "addresses-wrong": Place("/harrowmere/people/addresses/", (press("Go on"),)),
    "addresses-seen": Place("/harrowmere/people/addresses/", (paste,)),
    "person-change": Place("/harrowmere/people/{person}/change/"),
    "person-add": Place("/harrowmere/people/add/?initials=ZQ"),
}
