"""Every type of page of the register, and the states it can be in, for what must hold on all of them.

`fill` makes a register in which each has something to show; a group in `GROUPS` names its places, each with its address
or with the steps that lead there. A new page type is added to a group, or with a group of its own in a file of its own
as in `sittings.py`, and is then looked at and photographed with the others. Nothing else has to be told of it.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.paths.bidding import BIDS, fill_bids
from tests.paths.calendars import CALENDAR, fill_calendar
from tests.paths.chairing import CHAIRING, EMPTY_CHAIRING, fill_chairing
from tests.paths.chases import CHASING, fill_chases
from tests.paths.extracted import EXTRACTS, fill_extracts
from tests.paths.ledgers import LEDGER, fill_ledger
from tests.paths.minutes import JULY, JUNE, MARCH, MAY
from tests.paths.outside import OUTSIDE, PUBLIC
from tests.paths.owed import OWED, fill_owed
from tests.paths.place import LONG, Place, press
from tests.paths.plans import EMPTY_PLANS, PLANS, fill_plans
from tests.paths.posted import POSTED, fill_posted
from tests.paths.reporting import RETURNS, fill_returns
from tests.paths.sittings import SITTINGS, fill_sittings
from tests.paths.walking import Walk
from tests.register import accept_all, make_account, receive_page, take_page
from tests.reports.made import fill_public
from wapentake.accounts.models import Account, Partnership
from wapentake.actions.models import Action
from wapentake.contacts.changes import decide_likeness
from wapentake.contacts.models import Likeness, LikenessState, Person
from wapentake.intake.changes import accept_passages, refuse_passages
from wapentake.intake.changes.across import review_pages
from wapentake.intake.changes.fetching import ask_fetch, finish_fetch
from wapentake.intake.changes.removing import withdraw_source
from wapentake.intake.changes.striking import strike_words
from wapentake.intake.models import FetchState
from wapentake.meetings.models import Meeting
from wapentake.sources.changes import fail_source
from wapentake.sources.models import Finding, Passage

PEOPLE = {"coordinator": "rowan@harrowmere.example", "both": "kim@both.example", "chair": "ruth@chair.example"}
PERSON = "Mrs Ivy Marlow of 4 Tallow Lane"


def fill(partnership: Partnership, other: Partnership, by: Account) -> dict[str, object]:
    """Fill a register with some of everything, and return the ids that addresses need."""
    march = take_page(partnership, "march.md", MARCH, by)
    take_page(partnership, "may.md", MAY, by)
    batch = accept_all(partnership, by).batch
    pair = Likeness.objects.filter(partnership=partnership).first()
    decide_likeness(pair, LikenessState.DIFFERENT, keep=pair.one, by=by)
    strike_words(march, PERSON, why="Named by mistake", by=by)
    july = take_page(partnership, "july.md", JULY, by)
    refuse_passages(partnership, [july.passages.filter(kind="action").last().pk], by=by)
    withdrawn = take_page(partnership, "draft.md", JULY.replace("9 July 2024", "3 July 2024"), by)
    withdraw_source(withdrawn.source, by=by)
    june = take_page(partnership, "june.md", JUNE, by)
    accept_passages(partnership, june.passages.values_list("pk", flat=True), by=by)
    review_pages(partnership)
    fail_source(receive_page(partnership, f"{LONG}.pdf", b"%PDF-1.4 nothing", by), "This is no PDF that can be read.")
    fetch = ask_fetch(partnership, address="https://democracy.example.gov.uk", committee=214, since=None, by=by)
    finish_fetch(fetch, FetchState.STOPPED, "12 meetings listed, 3 pages new. Stopped early: no answer.", pages=3)
    called = fill_calendar(partnership, by)
    make_account("kim@both.example", partnership, other, name="Kim Both")
    return (
        fill_public(partnership, by)
        | fill_sittings(partnership, by)
        | fill_posted(partnership, by)
        | fill_owed(partnership, by)
        | fill_chairing(partnership, by)
        | fill_chases(partnership, by)
        | {
            "march": march.pk,
            "july": july.pk,
            "withdrawn": withdrawn.pk,
            "source": march.source_id,
            "meeting": Meeting.objects.filter(partnership=partnership).order_by("on").first().pk,
            "action": Action.objects.filter(text__contains="landlords").first().pk,
            "finding": Finding.objects.filter(document=march, spans__isnull=False).first().pk,
            "person": Person.objects.filter(name="Tom Beckwith").first().pk,
            "passage": Passage.objects.filter(document=july, kind="action").first().pk,
            "sum": Passage.objects.filter(kind="amount").first().pk,
            "batch": batch,
            **called,
        }
    )


def settle(walk: Walk) -> None:
    """Say that a finding is explained, and not how."""
    walk.page.get_by_label("Explained").check()
    walk.press("Save")


def choose_done(walk: Walk) -> None:
    """Say that an action is said to be done."""
    walk.page.get_by_label("Said to be done").check()


def choose_words(walk: Walk) -> None:
    """Select a paragraph of the page, as one does with three clicks."""
    walk.page.locator("[data-selectable]").get_by_text("The wardens walked").click(click_count=3)


def open_menu(walk: Walk) -> None:
    """On a telephone the menu is folded."""
    menu = walk.page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()


def pick(words: str) -> Callable[[Walk], object]:
    return lambda walk: walk.mark_of(walk.card(words)).get_by_role("link").first.focus()


def accept_and_wait(walk: Walk) -> None:
    """Accept a card where scripts do it."""
    card = walk.card("map of the cameras")
    walk.press("Accept", within=card)
    card.get_by_text("Accepted by").wait_for()


EMPTY = {
    f"empty-{name or 'home'}": Place(f"/harrowmere/{name}{'/' if name else ''}")
    for name in ("", "meetings", "actions", "decisions", "money", "figures", "findings", "people", "pages", "search")
}
EMPTY |= (
    EMPTY_CHAIRING
    | EMPTY_PLANS
    | {
        "empty-bids": Place("/harrowmere/bids/"),
        "empty-bids-said": Place("/harrowmere/bids/said/"),
        "empty-sums": Place("/harrowmere/money/said/"),
        "empty-years": Place("/harrowmere/money/years/"),
        "empty-extracts": Place("/harrowmere/money/extracts/"),
        "empty-columns": Place("/harrowmere/money/extracts/columns/"),
        "empty-match": Place("/harrowmere/money/extracts/match/"),
        "empty-chasing": Place("/harrowmere/chasing/"),
        "empty-start": Place("/harrowmere/chasing/start/"),
        "empty-links": Place("/harrowmere/chasing/links/"),
        "empty-letters": Place("/harrowmere/letters/"),
        "empty-calendar": Place("/harrowmere/meetings/calendar/"),
        "empty-plan": Place("/harrowmere/meetings/plan/"),
        "empty-notice": Place("/harrowmere/meetings/calendar/notice/"),
        "empty-organisations": Place("/harrowmere/people/organisations/"),
        "empty-same": Place("/harrowmere/people/same/"),
        "empty-members": Place("/harrowmere/people/organisations/members/"),
        "empty-initials": Place("/harrowmere/people/initials/"),
    }
)
LISTS = {
    name: Place(f"/harrowmere/{name}/")
    for name in ("meetings", "actions", "decisions", "figures", "findings", "people")
}
LISTS |= {
    "sums": Place("/harrowmere/money/said/"),
    "actions-none": Place("/harrowmere/actions/?words=nowhere"),
    "actions-chosen": Place("/harrowmere/actions/?state=all&words=lane&sort=-due"),
    "actions-wrong": Place("/harrowmere/actions/?since_day=31&since_month=2&since_year=2024"),
    "organisations": Place("/harrowmere/people/organisations/"),
    "same": Place("/harrowmere/people/same/"),
    "same-decided": Place("/harrowmere/people/same/", (press("Think again"),)),
    "initials": Place("/harrowmere/people/initials/"),
    "search": Place("/harrowmere/search/?q=lane"),
    "search-none": Place("/harrowmere/search/?q=nowhere&kind=action"),
}
FACTS = {
    "home": Place("/harrowmere/"),
    "home-menu": Place("/harrowmere/", (open_menu,)),
    "meeting": Place("/harrowmere/meetings/{meeting}/"),
    "action": Place("/harrowmere/actions/{action}/"),
    "action-done": Place("/harrowmere/actions/{action}/state/", (choose_done, press("^Save$"))),
    "finding": Place("/harrowmere/findings/{finding}/"),
    "finding-wrong": Place("/harrowmere/findings/{finding}/", (settle,)),
    "person": Place("/harrowmere/people/{person}/"),
}
INTAKE = {
    "pages": Place("/harrowmere/pages/"),
    "add": Place("/harrowmere/pages/add/"),
    "add-wrong": Place("/harrowmere/pages/add/", (press("Bring the pages in"),)),
    "page-decided": Place("/harrowmere/pages/{march}/"),
    "page": Place("/harrowmere/pages/{july}/"),
    "page-picked": Place("/harrowmere/pages/{july}/", (pick("map of the cameras"),)),
    "page-accepted": Place("/harrowmere/pages/{july}/", (accept_and_wait,)),
    "page-all-accepted": Place("/harrowmere/pages/{july}/", (press("Accept all"),)),
    "page-selection": Place("/harrowmere/pages/{march}/", (choose_words,)),
    "reports": Place("/harrowmere/pages/done/"),
    "reports-none-ticked": Place("/harrowmere/pages/done/", (press("Close all that are ticked"),)),
    "page-withdrawn": Place("/harrowmere/pages/{withdrawn}/"),
    "pages-waiting": Place("/harrowmere/pages/?page=99", (press("^Bring back"),)),  # the last there is
}
CHANGES = {
    "correct": Place("/harrowmere/pages/passage/{passage}/"),
    "correct-sum": Place("/harrowmere/pages/passage/{sum}/"),
    "add-decision": Place("/harrowmere/pages/{march}/new/?kind=decision&start=0&end=40"),
    "strike": Place("/harrowmere/pages/{march}/strike/?words=Tallow+Lane"),
    "strike-wrong": Place("/harrowmere/pages/{march}/strike/", (press("Strike out for ever"),)),
    "withdraw": Place("/harrowmere/pages/source/{source}/withdraw/"),
    "undo": Place("/harrowmere/pages/undo/{batch}/"),
    "undo-nothing": Place("/harrowmere/pages/undo/00000000-0000-4000-8000-000000000000/"),
}
GROUPS = {
    "bids": BIDS,
    "chairing": CHAIRING,
    "chasing": CHASING,
    "sittings": SITTINGS,
    "money": LEDGER,
    "plans": PLANS,
    "extracts": EXTRACTS,
    "returns": RETURNS,
    "posted": POSTED,
    "owed": OWED,
    "public": PUBLIC,
    "outside": OUTSIDE,
    "empty": EMPTY,
    "lists": LISTS,
    "facts": FACTS,
    "intake": INTAKE,
    "changes": CHANGES,
    "calendar": CALENDAR,
}
# How the register is filled for a group, where not by `fill`.
FILLS: dict[str, Callable[..., dict[str, object]]] = {
    "empty": lambda *_: {},
    "money": fill_ledger,
    "plans": fill_plans,
    "bids": fill_bids,
    "extracts": fill_extracts,
    "returns": fill_returns,
}


def open_walks(open_page: Callable[..., Page], **told: int) -> Callable[[str], Walk]:
    """Return what gives the walk of a kind of person, each with one browser."""
    walks: dict[str, Walk] = {}

    def give(who: str) -> Walk:
        if who not in walks:
            account = Account.objects.get(email=PEOPLE[who]) if who else None
            walks[who] = Walk(open_page(account, **told), "/harrowmere/")
        return walks[who]

    return give


def visit(walk: Walk, place: Place, ids: dict[str, object]) -> None:
    """Open a page and bring it into its state."""
    walk.page.goto(place.path.format(**ids))
    for step in place.steps:
        step(walk)
