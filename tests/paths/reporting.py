"""Returns to funders in every state, at the desk and by link."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests.money.made import Books
from tests.paths.chases import unfold
from tests.paths.place import Place, press
from tests.paths.walking import Walk
from tests.returns.made import YearEnd
from tests.returns.workbook import make_workbook
from wapentake.accounts.models import Account, Partnership
from wapentake.desk.changes.returns import compile_whole, send_return
from wapentake.plans.models import Milestone, Plan, TacticalAction
from wapentake.returns.changes.parts import accept_part, leave_out, send_back
from wapentake.returns.changes.templates import keep_template, map_names
from wapentake.returns.models import Part, Return

LONG = "A tactical action with a very long title that somebody copied from the funder’s own papers, word for word"


def fill_returns(partnership: Partnership, other: Partnership, by: Account) -> dict[str, object]:
    """Fill a year with a return that was sent, one that is asked for and one that is compiled; return the ids."""
    made = YearEnd(partnership, by, Books(partnership, by))
    today = timezone.localdate()
    Plan.objects.update(ends_on=today + timedelta(400))
    TacticalAction.objects.filter(pk=made.actions[0].pk).update(update_due_on=today - timedelta(2))
    Milestone.objects.create(tactical_action=made.actions[0], text="The hall is let", due_on=today)
    template = keep_template(partnership, "The commissioner", "return-form.xlsx", make_workbook(), by=by)
    map_names(template, {"Funder_Spend": ["figure:spent"], "Lines": ["part:ref", "part:title", "", ""]}, by=by)
    made.ask(date(2018, 4, 9))
    made.answer_all()
    compile_whole(Return.objects.get(pk=made.of.pk), by=by)
    send_return(Return.objects.get(pk=made.of.pk), by=by)
    made.books.invoice(made.fund, 25, tactical_action=made.actions[0], on=date(2018, 3, 30))
    days = {"period_from": date(2018, 4, 1), "period_to": today}
    of = made.make("First quarter", due_internal_on=today + timedelta(5), due_on=today + timedelta(30), **days)
    Part.objects.filter(pk=made.part(3, of).pk).update(title=LONG)
    made.ask(today, of)
    accept_part(made.answer(1, of), by=by)
    send_back(made.answer(2, of), "Say how many lamps were mended", by=by)
    made.answer(3, of)
    leave_out(made.part(4, of), "It ended last year", by=by)
    Part.objects.filter(pk=made.part(5, of).pk).update(lead=None, lead_body=None, asked_on=None)
    whole = made.make("A bid that ended", due_internal_on=today, due_on=today, **days)
    made.ask(today, whole)
    made.answer_all(of=whole)
    compile_whole(Return.objects.get(pk=whole.pk), by=by)
    tokens = {f"token{number}": made.visitor(number).token for number in (0, 1, 2)}
    return {
        "sent": made.of.pk,
        "asked": of.pk,
        "whole": whole.pk,
        "template": template.pk,
        "answered": made.part(3, of).pk,
        "missing": made.part(0, of).pk,
        "accepted": made.part(1, of).pk,
        "back": made.part(2, of).pk,
        "skipped": made.part(4, of).pk,
        "row": made.actions[0].pk,
        **tokens,
    }


def name_somebody(walk: Walk) -> None:
    """Write words that tell of somebody."""
    walk.page.get_by_label("What was done").fill("Brian Mould of 14 Tallow Lane held the evenings.")


def give_back(walk: Walk) -> None:
    """Say why it is not theirs."""
    walk.page.get_by_label("Whose is it, or why is it not yours?").fill("The council runs it now")
    walk.press("Say that it is not mine")


_AT = "/harrowmere/returns/"
_PART = "/by-link/{token0}/parts/{missing}/"
RETURNS = {
    "returns": Place(_AT),
    "returns-add": Place(f"{_AT}add/"),
    "returns-add-wrong": Place(f"{_AT}add/", (press("^Save$"),)),
    "return-sent": Place(f"{_AT}{{sent}}/"),
    "return-frozen": Place(f"{_AT}{{sent}}/frozen/"),
    "return-asked": Place(f"{_AT}{{asked}}/"),
    "return-whole": Place(f"{_AT}{{whole}}/"),
    "return-edit": Place(f"{_AT}{{asked}}/edit/"),
    "return-move": Place(f"{_AT}{{asked}}/move/", (press("^Move it$"),)),
    "return-add-part": Place(f"{_AT}{{asked}}/parts/add/"),
    "part-missing": Place(f"{_AT}parts/{{missing}}/"),
    "part-answered": Place(f"{_AT}parts/{{answered}}/"),
    "part-skipped": Place(f"{_AT}parts/{{skipped}}/"),
    "part-send-back": Place(f"{_AT}parts/{{answered}}/send-back/", (press("^Send it back$"),)),
    "part-leave-out": Place(f"{_AT}parts/{{answered}}/leave-out/"),
    "part-type-in": Place(f"{_AT}parts/{{missing}}/type-in/", (name_somebody, press("^Keep the answer$"))),
    "spreadsheets": Place(f"{_AT}spreadsheets/", (press("^Keep it$"),)),
    "spreadsheet": Place(f"{_AT}spreadsheets/{{template}}/"),
    "chair-returns": Place("/harrowmere/meetings/chair/"),
    "by-link-asked": Place("/by-link/{token0}/", who=""),
    "by-link-part": Place(_PART, who=""),
    "by-link-part-wrong": Place(_PART, (name_somebody, press("^Send$")), who=""),
    "by-link-part-saved": Place(_PART, (press("^Save, and go on later$"),), who=""),
    "by-link-part-accepted": Place("/by-link/{token1}/parts/{accepted}/", who=""),
    "by-link-part-back": Place("/by-link/{token2}/parts/{back}/", who=""),
    "by-link-pass": Place(f"{_PART}pass/", (unfold("Hand it over"), unfold("It is not mine")), who=""),
    "by-link-pass-wrong": Place(f"{_PART}pass/", (unfold("It is not mine"), press("^Say that it is not")), who=""),
    "by-link-row": Place("/by-link/{token0}/rows/{row}/", who=""),
    "by-link-row-wrong": Place("/by-link/{token0}/rows/{row}/", (press("^Send the update$"),), who=""),
    "by-link-passed": Place(f"{_PART}pass/", (unfold("It is not mine"), give_back), who=""),
}
