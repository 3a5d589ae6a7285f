"""From a key to the proposals beside the box: how long it takes in a real browser, in minutes of 20,000 characters.

The server is the one that `wapentake serve` starts; it and the browser share the machine. Keys come as those of a quick
typist. Measured is from the key itself to the moment at which the proposals of those words stand in the page.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from statistics import median, quantiles
from typing import Any

from benches.tables import print_heading, print_table

LENGTH = 20_000  # characters
KEYS, WARM_UP = 200, 20
PACE_MS = 90  # between two keys: 130 words a minute
ASKED_MS = 150
EMAIL = "typist@bench.example"
ITEMS = 12
SAID = (  # told in the manner of minutes: a statement for the register in every third sentence or so
    "The Partnership talked about the late bus and the lights in Mill Lane, where residents had seen a van again.",
    "Members were of one mind that the wardens had done more than could be asked of them over a long winter.",
    "*ACTIONS*: MS to write to the depot by 30 April 2026.",
    "The shop at the corner has a new keeper, who is glad of the camera and has offered the wall of his yard for it.",
    "It was agreed that £1,600.00 be paid in one sum.",
    "A resident had told the wardens that the gate by the allotments is left open at night, and that dogs get in.",
    "YG thanked the wardens for their work and said that all six cameras are working, which nobody had hoped for.",
    "Burglary fell from 48 to 31 since last year, most of it in the streets behind the station and the old mill.",
)
TYPED = "LB was asked to send the figures of March to all partners by 15 May 2026, and MS to pay £250 to the Haven. "
PEOPLE = ("Mark Stone", "Leah Brook", "Priya Nandra", "Yusuf Garrow", "Fiona Adair", "Owen Bellis", "Dale Hebden")
WATCH = """id => {
    const place = document.querySelector(`#read-${id}`), box = document.querySelector(`#text-${id}`);
    const waiting = [];
    window.taken = [];
    box.addEventListener("input", event => waiting.push([box.value.length, event.timeStamp]));
    new MutationObserver(() => requestAnimationFrame(now => {
        while (waiting.length && waiting[0][0] <= Number(place.dataset.read)) {
            window.taken.push(Math.max(now, performance.now()) - waiting.shift()[1]);
        }
    })).observe(place, { attributes: true, attributeFilter: ["data-read"] });
}"""


def show_typing() -> None:
    """Type into two sets of minutes of the same length, and print how long each key took."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("  There is no chromium: apt-get install --no-install-recommends chromium")
        return
    print_heading(f"From a key to the proposals: {KEYS} keys, one each {PACE_MS} ms")
    with tempfile.TemporaryDirectory(prefix="wapentake-typing-") as folder:
        os.environ["WAPENTAKE_DATA"] = folder
        os.environ.setdefault("WAPENTAKE_HOSTS", "localhost,127.0.0.1,testserver")
        from wapentake.cli.register import open_register

        open_register(migrate=True)
        rows = _measure(browser)
    print_table(("minutes", "median", "95th", "worst", "requests", "asked"), rows)


def _measure(browser: str) -> list[list[str]]:
    from django.db import connections
    from playwright.sync_api import sync_playwright

    from benches.register_pace import serve, sign_in

    kinds = {f"{LENGTH:,} characters in {ITEMS} items": ITEMS, f"{LENGTH:,} characters in one of 3 items": 1}
    paths = {kind: _make_minutes(items) for kind, items in kinds.items()}
    cookie = sign_in(EMAIL)
    connections.close_all()
    rows = []
    with serve() as (base, _), sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        context = opened.new_context(base_url=base)
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": base}])
        for kind, path in paths.items():
            taken, asked = _type(context, path)
            numbers = [f"{one:.0f} ms" for one in (median(taken), quantiles(taken, n=20)[-1], max(taken))]
            rows.append([kind, *numbers, str(asked), f"95th below {ASKED_MS} ms"])
        opened.close()
    return rows


def _type(context: Any, path: str) -> tuple[list[float], int]:
    """Return the milliseconds of each key in the longest box, and how many requests were made."""
    page = context.new_page()
    page.goto(path)
    ids = page.eval_on_selector_all(
        "textarea[data-item]", "all => all.sort((a, b) => b.value.length - a.value.length).map(one => one.dataset.item)"
    )
    box = page.locator(f"#text-{ids[0]}")
    box.focus()
    page.keyboard.press("Control+End")
    box.press_sequentially("\n\nWe begin. "[:WARM_UP], delay=PACE_MS)
    page.wait_for_timeout(1500)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.evaluate(WATCH, ids[0])
    words = (TYPED * (KEYS // len(TYPED) + 1))[:KEYS]
    box.press_sequentially(words, delay=PACE_MS)
    page.wait_for_function(f"() => window.taken.length >= {KEYS}", timeout=30_000)
    taken = page.evaluate("() => window.taken")
    page.close()
    return taken, len(asked)


def _make_minutes(items: int) -> str:
    """Make a meeting whose minutes are so long in so many items, and return the address of its page."""
    from django.urls import reverse

    from tests.meeting import make_meeting, seat_people
    from wapentake.accounts.models import Account, Membership, Partnership
    from wapentake.contacts.changes import meet_person

    partnership = Partnership.objects.create(name="Bench Partnership", slug=f"bench-{items}")
    account, _ = Account.objects.get_or_create(email=EMAIL, defaults={"name": "A typist"})
    Membership.objects.create(account=account, partnership=partnership)
    for number in range(300):
        meet_person(partnership, f"{chr(65 + number % 26)}na {chr(65 + number // 26)}berg{number}")
    each = LENGTH // items
    filled = [{"title": f"Matter {at}", "text": _fill(each)} for at in range(1, items + 1)]
    meeting = make_meeting(partnership, items=[*filled, "Any other business", "Dates of next meetings"])
    seat_people(meeting, *((name, f"Body of {name}", "present") for name in PEOPLE))
    return reverse("desk:minutes", args=[partnership.slug, meeting.pk])


def _fill(length: int) -> str:
    """Return so many characters of minutes."""
    said = itertools.cycle(SAID)
    text = next(said)
    while len(text) < length:
        text += f"\n\n{next(said)}"
    return text[:length].strip()
