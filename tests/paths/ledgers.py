"""A ledger with a year that is closed and one that is open, and something in every state."""

from __future__ import annotations

from datetime import date

from tests.facts import add_amount
from tests.money.made import Books, pence
from tests.paths.place import Place, press
from tests.register import MINUTES, accept_all, take_page
from wapentake.accounts.models import Account, Partnership
from wapentake.meetings.models import Decision
from wapentake.money.changes import add_pledge, attach_evidence, close_year, keep_commitment, put_outlook, set_limit
from wapentake.money.models import Drawdown, Fund

LONG = "A fund with a very long name that somebody copied from the letter of its funder, word for word"


def fill_ledger(partnership: Partnership, other: Partnership, by: Account) -> dict[str, object]:
    """Fill two years, and return the ids that addresses need."""
    take_page(partnership, "march.txt", MINUTES, by)
    accept_all(partnership, by)
    before = Books(partnership, by, 2023)
    old = before.fund("Community safety grant", 30_000, funder="Police and crime commissioner", carries="approval")
    before.fund("Prevent", "1649", is_ring_fenced=True, criteria="Only against radicalisation", carries="automatic")
    kept = before.commit(old, 400, title="The flat on Boundary Road", agreed_on=date(2023, 5, 1))
    keep_commitment(kept, by=by)
    before.invoice(old, "31200.50", text="A great deal of locks", party="Harrow Locks Ltd")
    close_year(before.journal, by=by)

    books = Books(partnership, by, 2024)
    fund = books.fund(LONG, "59529.50", funder="Police and crime commissioner", claw_back="What is left in May")
    asked = {"drawdown": Drawdown.PO_AWAITED, "drawdown_on": date(2024, 4, 9)}
    capital = books.fund("Cameras", 11_000, nature="capital", **asked)
    decision = Decision.objects.filter(partnership=partnership).order_by("pk")[0]
    invoice = books.invoice(fund, "1250", vat=pence("208.33"), decision=decision, party="Lantern Youth Club")
    late = books.invoice(capital, 12_000, nature="capital", belongs_to=2022, text="Brackets of two years ago")
    waits = books.commit(fund, 3_800, title="A course", condition="Every place is filled", lapses_on=date(2034, 1, 31))
    drone = books.commit(fund, 2_000, whole=pence(7_000), title="A drone", decided="The partnership, 12 March 2024")
    add_pledge(drone, {"body": "Saltby Partnership", "pence": pence(1_000), "pledged_on": date(2024, 5, 1)}, by=by)
    done = books.commit(fund, 500, title="A lunch", condition="A street is found", decision=decision)
    attach_evidence(done, "The street is found", on=date(2024, 6, 1), by=by)
    books.invoice(fund, 300, commitment=done, text="Tables and chairs")
    about_plan = fill_plan(books, fund)
    set_limit(partnership, pence(100), since=date(2024, 4, 1), by=by)
    draft = books.invoice(fund, 250, text="Leaflets")
    return {
        "closed": before.journal.pk,
        "journal": books.journal.pk,
        "fund": fund.pk,
        "capital": capital.pk,
        "invoice": invoice.pk,
        "late": late.pk,
        "draft": draft.pk,
        "waits": waits.pk,
        "drone": drone.pk,
        "done": done.pk,
        **about_plan,
    }


def fill_plan(books: Books, fund: Fund) -> dict[str, object]:
    """Split a fund over a plan, let something happen to each part, and let minutes say a sum that is wrong."""
    lights, patrols = books.plan("Lights in the alleys behind the market, and who looks after them", "Late patrols")
    [course] = books.plan("A course for people who run things in their street", objective="People feel safe")
    books.budget(fund, {lights: 20_000, patrols: 15_000, course: 4_000})
    moved = {"decided": "The partnership, 12 March 2024", "tactical_action": lights, "to_tactical_action": patrols}
    books.tell("virement", fund, "999.50", to=fund, **moved)
    books.invoice(fund, "21000.25", tactical_action=lights, text="Lamps", party="Harrow Lamps Ltd")
    books.commit(fund, "2500", tactical_action=patrols, title="Overtime")
    note = {"note": "Winter is long, and two wardens are ill", "on": date(2024, 9, 2), "by": books.by}
    put_outlook(fund, patrols, pence("1200"), **note)
    said = "2023/24 closed with a balance of £900.00. More was said."
    sum_ = add_amount(books.partnership, said, "£900.00", 90_000, "balance", on=date(2024, 5, 14))
    return {"lights": lights.pk, "sum": sum_.pk}


_AT = "/harrowmere/money/"
LEDGER = {
    "money-position": Place(f"{_AT}?year=2024/25"),
    "money-closed": Place(f"{_AT}?year=2023/24"),
    "money-report": Place(f"{_AT}report/?year=2024/25"),
    "money-report-closed": Place(f"{_AT}report/?year=2023/24"),
    "money-report-may": Place(f"{_AT}report/?year=2024/25&until=2024-05-31"),
    "money-postings": Place(f"{_AT}postings/?fund={{fund}}&tactical_action={{lights}}&account=actual"),
    "money-budget": Place(f"{_AT}funds/{{fund}}/budget/"),
    "money-outlook": Place(f"{_AT}report/outlook/{{fund}}/?tactical_action={{lights}}"),
    "money-reconcile": Place(f"{_AT}reconcile/"),
    "money-settle": Place(f"{_AT}reconcile/{{sum}}/"),
    "money-settle-wrong": Place(f"{_AT}reconcile/{{sum}}/", (press("^Save$"),)),
    "money-handover": Place(f"{_AT}handover/"),
    "money-funds": Place(f"{_AT}funds/"),
    "money-fund": Place(f"{_AT}funds/{{fund}}/"),
    "money-capital": Place(f"{_AT}funds/{{capital}}/"),
    "money-fund-new": Place(f"{_AT}funds/add/?year=2024/25"),
    "money-fund-wrong": Place(f"{_AT}funds/add/?year=2024/25", (press("^Save$"),)),
    "money-drawdown": Place(f"{_AT}funds/{{capital}}/drawdown/"),
    "money-journal": Place(f"{_AT}journal/"),
    "money-entry": Place(f"{_AT}journal/{{invoice}}/"),
    "money-late": Place(f"{_AT}journal/{{late}}/"),
    "money-draft": Place(f"{_AT}journal/{{draft}}/"),
    "money-own-eyes": Place(f"{_AT}journal/{{draft}}/", (press("^Approve it$"),)),
    "money-invoice": Place(f"{_AT}journal/enter/invoice/?year=2024/25"),
    "money-invoice-wrong": Place(f"{_AT}journal/enter/invoice/?year=2024/25", (press("^Enter it$"),)),
    "money-virement": Place(f"{_AT}journal/enter/virement/?year=2024/25"),
    "money-reverse": Place(f"{_AT}journal/{{invoice}}/reverse/"),
    "money-commitments": Place(f"{_AT}commitments/"),
    "money-commitment": Place(f"{_AT}commitments/{{done}}/"),
    "money-conditional": Place(f"{_AT}commitments/{{waits}}/"),
    "money-shared": Place(f"{_AT}commitments/{{drone}}/"),
    "money-commit": Place(f"{_AT}commitments/add/?year=2024/25"),
    "money-evidence": Place(f"{_AT}commitments/{{waits}}/evidence/", (press("^Save$"),)),
    "money-pledge": Place(f"{_AT}commitments/{{drone}}/pledge/"),
    "money-renew": Place(f"{_AT}commitments/{{done}}/renew/"),
    "money-end": Place(f"{_AT}commitments/{{done}}/end/", (press("^Save$"),)),
    "money-years": Place(f"{_AT}years/"),
    "money-open-year": Place(f"{_AT}years/open/"),
    "money-limit": Place(f"{_AT}years/limit/"),
    "money-shut": Place(f"{_AT}years/{{journal}}/shut/"),
    "money-year-end": Place(f"{_AT}years/{{journal}}/end/"),
    "money-year-closed": Place(f"{_AT}years/{{closed}}/end/"),
}
