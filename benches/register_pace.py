"""How long the pages of the large register take on a warm server with one worker, and how many queries each makes."""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import httpx
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from benches.register import EMAIL
from benches.tables import print_table
from wapentake.accounts.models import Account, Partnership
from wapentake.cli.serve import collect_static, commands
from wapentake.contacts.models import Person
from wapentake.meetings.models import Meeting
from wapentake.sources.models import Document

HOST = "127.0.0.1"
WARM_UP = 20  # requests of each kind that are not counted
COUNTED = 12  # requests of each kind whose queries are counted
ASKED_MS = 100
HEAD = ("page", "median", "95th", "alone: median", "95th", "queries", "in a small one", "kB")


@dataclass(frozen=True, slots=True)
class Place:
    """A partnership, with something of each kind in it."""

    slug: str
    meetings: list[int]
    documents: list[int]
    waiting: int
    people: list[int]
    rare: str

    def go(self, name: str, *args: int, query: str = "") -> str:
        """Return the address of a page."""
        return reverse(name, args=[self.slug, *args]) + (f"?{query}" if query else "")


Address = Callable[[Place, random.Random], str]

PAGES: dict[str, Address] = {
    "home *": lambda place, chance: place.go("desk:home"),
    "actions *": lambda place, chance: place.go("actions:list"),
    "actions, overdue": lambda place, chance: place.go("actions:list", query="state=overdue"),
    "actions of one owner": lambda place, chance: place.go(
        "actions:list", query=f"state=all&owner=person:{chance.choice(place.people)}"
    ),
    "actions, two words": lambda place, chance: place.go("actions:list", query="state=all&words=council+repair"),
    "actions, all, page 5": lambda place, chance: place.go("actions:list", query="state=all&page=5"),
    "actions, all, sorted": lambda place, chance: place.go("actions:list", query="state=all&sort=-meeting"),
    "meeting *": lambda place, chance: place.go("desk:meeting", chance.choice(place.meetings)),
    "page beside its proposals": lambda place, chance: place.go("intake:page", chance.choice(place.documents)),
    "the same, to decide": lambda place, chance: place.go("intake:page", place.waiting),
    "meetings": lambda place, chance: place.go("desk:meetings"),
    "decisions": lambda place, chance: place.go("decisions:list"),
    "money": lambda place, chance: place.go("sources:amounts"),
    "figures": lambda place, chance: place.go("sources:figures"),
    "findings": lambda place, chance: place.go("sources:findings"),
    "people": lambda place, chance: place.go("contacts:people"),
    "one person": lambda place, chance: place.go("desk:person", chance.choice(place.people)),
    "pages that came in": lambda place, chance: place.go("intake:pages"),
    "search *, a common word": lambda place, chance: place.go("desk:search", query="q=council"),
    "search *, a rare word": lambda place, chance: place.go("desk:search", query=f"q={place.rare}"),
    "search *, two words": lambda place, chance: place.go("desk:search", query="q=burglary+patrols"),
    "search *, a phrase": lambda place, chance: place.go("desk:search", query='q="policing+team"'),
    "search *, a beginning": lambda place, chance: place.go("desk:search", query="q=neighb*"),
}


def show_pace(requests: int) -> None:
    """Print how long each kind of page takes, and how many queries it makes in large and in small partnerships."""
    places = [_find_place(one) for one in Partnership.objects.exclude(slug="small").order_by("pk")]
    small = _find_place(Partnership.objects.get(slug="small"))
    cookie = sign_in(EMAIL)
    kinds = {kind: address for kind, address in PAGES.items() if _is_there(address, small)}
    rows = []
    with serve() as (base, server):
        client = httpx.Client(base_url=base, cookies={settings.SESSION_COOKIE_NAME: cookie}, timeout=60.0)
        for kind, address in kinds.items():
            taken = _time(client, address, places, requests, server=server)
            many, few = _count_queries(cookie, address, places), _count_queries(cookie, address, [small])
            queries = f"{min(many)} to {max(many)}" if min(many) < max(many) else f"{many[0]}"
            rows.append(
                [kind, *_say(taken.whole), *_say(taken.alone), queries, f"{max(few)}", f"{taken.kilobytes:.0f}"]
            )
    print_table(HEAD, rows)
    print(
        f"  {requests} requests of each kind, over all partnerships, in milliseconds: as they were, and less the time"
    )
    print("  in which client, server or database waited for a core that something else had. Asked: below")
    print(f"  {ASKED_MS} ms at the 95th percentile for the four kinds with a star, and no more queries in a large")
    print("  partnership than in a small one.")
    for kind in PAGES.keys() - kinds.keys():
        print(f"  There is no page yet for: {kind}.")


def _say(taken: list[float]) -> list[str]:
    return [f"{median(taken):.0f}", f"{quantiles(taken, n=20)[-1]:.0f}"]


def _find_place(partnership: Partnership) -> Place:
    meetings = list(Meeting.objects.filter(partnership=partnership).order_by("pk").values_list("pk", flat=True))
    documents = list(Document.objects.filter(partnership=partnership).order_by("pk").values_list("pk", flat=True))
    people = Person.objects.filter(partnership=partnership).order_by("pk").values_list("pk", flat=True)
    return Place(partnership.slug, meetings, documents[:-1], documents[-1], list(people), _find_rare(documents[:8]))


def _find_rare(documents: list[int]) -> str:
    """Return a word that one of these pages says and as few others as may be."""
    texts = Document.objects.filter(pk__in=documents).order_by("pk").values_list("text", flat=True)
    words = [set(re.findall(r"\b[a-z]{5,}\b", text)) for text in texts]
    said = Counter(word for some in words for word in some)
    return min(words[0], key=lambda word: (said[word], word))


def _is_there(address: Address, place: Place) -> bool:
    try:
        return bool(address(place, random.Random(1)))
    except NoReverseMatch:
        return False


def sign_in(email: str) -> str:
    """Return the key of a session in which an account is signed in."""
    account = Account.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return str(session.session_key)


@contextmanager
def serve() -> Iterator[tuple[str, int]]:
    """Run the server as `wapentake serve` does; give its address and its process."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    collect_static()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(commands(HOST, port, 4)[0], env=os.environ)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://{HOST}:{port}", server.pid
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of each request, whole and less what was waited for a core, and the median size of the answers."""

    whole: list[float]
    alone: list[float]
    kilobytes: float


def _time(client: httpx.Client, address: Address, places: list[Place], requests: int, *, server: int) -> Taken:
    """Ask for so many pages, one after the other."""
    chance = random.Random("requests")
    whole, alone, sizes = [], [], []
    for number in range(-WARM_UP, requests):
        if not number:
            watched = _find_processes(server)
        url = address(chance.choice(places), chance)
        waited = _sum_waiting(watched) if number >= 0 else 0.0
        began = time.perf_counter()
        answer = client.get(url)
        took = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{url} answers {answer.status_code}")
        if number >= 0:
            whole.append(took)
            alone.append(max(0.0, took - _sum_waiting(watched) + waited))
            sizes.append(len(answer.content) / 1000)
    return Taken(whole, alone, median(sizes))


def _find_processes(server: int) -> list[Path]:
    """Return where Linux tells of the threads of this process, the server and the database."""
    ids = [os.getpid()]
    with suppress(OSError):
        ids += map(int, Path(f"/proc/{server}/task/{server}/children").read_text().split())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            ids += [pid for (pid,) in cursor.fetchall()]
    return [file for one in ids for file in Path(f"/proc/{one}/task").glob("*/schedstat")]


def _sum_waiting(watched: list[Path]) -> float:
    """Return for how many milliseconds these threads have been ready and had no core; 0 where nothing tells it."""
    waited = 0.0
    for file in watched:
        with suppress(OSError):
            waited += int(file.read_text().split()[1]) / 1e6
    return waited


def _count_queries(cookie: str, address: Address, places: list[Place]) -> list[int]:
    """Return how many queries some requests make."""
    chance = random.Random("queries")
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    counts = []
    for _ in range(COUNTED):
        with CaptureQueriesContext(connection) as made:
            client.get(address(chance.choice(places), chance))
        counts.append(len(made))
    return counts
