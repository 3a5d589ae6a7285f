"""Bids in every state: a draft, one that is marked, one that is decided, one under way; what minutes say."""

from __future__ import annotations

from datetime import date

from tests.bids.made import Desk
from tests.money.made import pence
from tests.paths.place import Place, press
from tests.register import accept_all, take_page
from wapentake.accounts.models import Account, Partnership
from wapentake.bids.changes import ask_report, circulate_bid, declare_interest, receive_report, take_step
from wapentake.bids.models import Said
from wapentake.contacts.models import Organisation
from wapentake.letters.links import sign
from wapentake.letters.models import Link
from wapentake.money.changes import attach_evidence

LONG = "Lamps for the towpath between the lock and the boat club, as the friends of the canal have long wanted them"
PAGE = """\
Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 12 March 2024 at 10.00 am in the Corn Hall, Harrowmere

Present:
Tom Beckwith, Harrowmere Borough Council
Insp Dana Colley, Fenland Police

1. Grants
A bid for £3,800.00 was received from the Lantern Youth Club for a course. The Partnership agreed in principle to fund
the course, provided that its spaces are filled.

A request from the Scouts for £40.00 for string was refused.

2. Date of next meeting
Tuesday 14 May 2024
"""


def fill_bids(partnership: Partnership, other: Partnership, by: Account) -> dict[str, object]:
    """Fill the register with bids, and return the ids that addresses need."""
    take_page(partnership, "march.txt", PAGE, by)
    accept_all(partnership, by)
    desk = Desk(partnership, by, award=30_000)
    police = Organisation.objects.get(partnership=partnership, name="Fenland Police")
    told = {
        "title": LONG, "applicant": police, "need": "It is dark there from four in winter.\nThree were robbed.",
        "measures": "Robberies\nPeople who say that they feel safe", "section_17": "Fewer thefts.",
        "revenue": pence(50), "capital": pence(6_950), "starts_on": date(2017, 9, 1), "ends_on": date(2018, 3, 31),
        "quotes": [("Harrow Lamps", pence(6_950)), ("Bright", pence(8_000))], "shares": [("Saltby", pence(2_000))],
    }  # fmt: skip
    draft = desk.bid(**told)
    asked = desk.bid(title="A boat for the lock", applicant=police)
    circulate_bid(asked, desk.people, due_on=date(2017, 9, 11), by=by)
    declare_interest(asked, desk.people[2], has_one=True, words="He rows there.", on=date(2017, 9, 4), by=by)
    desk.mark(desk.again(asked), 4)
    apart = desk.circulated(title="Tea for wardens", revenue=200)
    desk.mark(apart, 1, 5, 4)
    take_step(apart, "score", by=by)
    ready = desk.moderated(title="Football on Fridays", applicant=police)
    course = desk.decide(ready, "in-principle", given=2_380, budget=pence(3_000), condition="The places are filled")
    decided = desk.decide(desk.moderated(title="A drone", shares=[("Saltby", pence(1_000))]), given=2_000)
    ready = desk.moderated(title="A fence", applicant=police, marks=(3, 3, 2))
    signed = desk.signed(title="Locks for sheds", measures="Sheds that were broken into")
    desk.books.invoice(desk.fund, 1_000, commitment=signed.commitment, reference="PO 4711")
    take_step(signed, "pay", by=by)
    report = ask_report(signed, due_on=date(2017, 12, 1), by=by)
    figures = {"Sheds that were broken into": "2, after 14"}
    receive_report(report, {"received_on": date(2017, 12, 4), "text": "All fitted.", "figures": figures}, by=by)
    later = ask_report(signed, due_on=date(2018, 3, 1), by=by)
    attach_evidence(desk.again(course).commitment, "All 12 are booked", on=date(2017, 9, 4), by=by)
    return {
        "draft": draft.pk,
        "token": sign(Link.objects.filter(person=desk.people[1], kind="bid").order_by("pk")[0]),
        "asked": asked.pk,
        "marker": asked.markers.order_by("pk")[1].pk,
        "apart": apart.pk,
        "course": course.pk,
        "decided": decided.pk,
        "share": decided.shares.get().pk,
        "ready": ready.pk,
        "signed": signed.pk,
        "later": later.pk,
        "said": Said.objects.filter(partnership=partnership).order_by("start")[0].pk,
    }


_AT = "/harrowmere/bids/"
BIDS = {
    "bids": Place(_AT),
    "bids-none": Place(f"{_AT}?words=nowhere"),
    "bids-said": Place(f"{_AT}said/"),
    "bids-take": Place(f"{_AT}said/{{said}}/take/"),
    "bids-scheme": Place(f"{_AT}marking/"),
    "bids-change-scheme": Place(f"{_AT}marking/change/"),
    "bids-add": Place(f"{_AT}add/"),
    "bids-edit": Place(f"{_AT}{{draft}}/edit/"),
    "bids-draft": Place(f"{_AT}{{draft}}/"),
    "bids-asked": Place(f"{_AT}{{asked}}/"),
    "bids-apart": Place(f"{_AT}{{apart}}/"),
    "bids-course": Place(f"{_AT}{{course}}/"),
    "bids-decided": Place(f"{_AT}{{decided}}/"),
    "bids-ready": Place(f"{_AT}{{ready}}/"),
    "bids-signed": Place(f"{_AT}{{signed}}/"),
    "bids-file": Place(f"{_AT}{{draft}}/file/", (press("^Save$"),)),
    "bids-circulate": Place(f"{_AT}{{draft}}/circulate/"),
    "bids-circulate-wrong": Place(f"{_AT}{{draft}}/circulate/", (press("^Circulate it$"),)),
    "bids-mark": Place(f"{_AT}markers/{{marker}}/"),
    "bids-mark-wrong": Place(f"{_AT}markers/{{marker}}/", (press("^Save$"),)),
    "bids-excuse": Place(f"{_AT}markers/{{marker}}/excuse/"),
    "bids-agree": Place(f"{_AT}{{apart}}/agree/"),
    "bids-interest": Place(f"{_AT}{{draft}}/interest/"),
    "bids-decide": Place(f"{_AT}{{ready}}/decide/"),
    "bids-decide-wrong": Place(f"{_AT}{{ready}}/decide/", (press("^Record it$"),)),
    "bids-sign": Place(f"{_AT}{{course}}/sign/"),
    "bids-pledge": Place(f"{_AT}shares/{{share}}/"),
    "bids-report": Place(f"{_AT}reports/{{later}}/"),
    "bids-ask-report": Place(f"{_AT}{{signed}}/ask-report/"),
    "bids-claw-back": Place(f"{_AT}{{signed}}/claw-back/"),
    "bids-withdraw": Place(f"{_AT}{{draft}}/withdraw/"),
    "by-link-bids": Place("/by-link/{token}/bids/", who=""),
    "by-link-bid": Place("/by-link/{token}/bids/{marker}/", (press("^Send my marks$"),), who=""),
    "chair-bids": Place("/harrowmere/meetings/chair/"),
}
