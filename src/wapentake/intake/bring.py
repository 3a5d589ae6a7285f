"""Brings a committee's pages in from its council's site: into a folder that survives a restart, and so to the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from wapentake.fetching import Folder, Manners, Outcome, PoliteSession, Request, Stopped, fetch_committee, open_folder
from wapentake.intake.changes.fetching import finish_fetch, take_fetch, tell_fetch
from wapentake.intake.models import Fetch, FetchState
from wapentake.sources.changes import receive_source


def bring_next(*, pause_seconds: float = 1.0) -> bool:
    """Bring in the next committee that was asked for; return whether there was one."""
    fetch = take_fetch()
    if fetch is None:
        return False
    bring(fetch, pause_seconds=pause_seconds)
    return True


def bring(fetch: Fetch, *, pause_seconds: float) -> None:
    """Bring in one committee. Each page is in the queue as soon as it came; what was there before is not asked for."""
    path = Path(settings.DATA, "fetched", str(fetch.partnership_id), f"{_name_site(fetch.address)}-{fetch.committee}")
    path.parent.mkdir(parents=True, exist_ok=True)
    handed: dict[str, bool] = {}
    try:
        folder = open_folder(path, site=fetch.address, committee=fetch.committee)
        hand_on = _hand_on(fetch, folder, handed)
        hand_on("The list of meetings is being asked for.")
        with PoliteSession(manners=Manners(pause=pause_seconds), say=hand_on) as session:
            request = Request(base=fetch.address, committee=fetch.committee, since=fetch.since, full_items=True)
            today = datetime.now(UTC).astimezone().date()
            outcome = fetch_committee(request, session=session, folder=folder, today=today, say=hand_on)
        hand_on("The last pages are put in the queue.")
    except Stopped as stop:
        finish_fetch(fetch, FetchState.STOPPED, str(stop), pages=len(handed))
        return
    done = not (outcome.stopped or outcome.missed or not outcome.listed)
    finish_fetch(fetch, FetchState.DONE if done else FetchState.STOPPED, _say_outcome(outcome), pages=len(handed))


def _hand_on(fetch: Fetch, folder: Folder, handed: dict[str, bool]) -> Callable[[str], None]:
    """Return what is called whenever there is something to tell: it puts new pages in the queue, and tells it."""

    def hand_on(told: str) -> None:
        for file in sorted(folder.path.glob("*.html")):
            if file.name not in handed:
                source, handed[file.name] = receive_source(
                    fetch.partnership,
                    name=file.name,
                    data=file.read_bytes(),
                    by=fetch.asked_by,
                    address=fetch.address,
                )
                if source.data is None:  # words were struck out of it for ever
                    file.unlink()
        tell_fetch(fetch, told, pages=len(handed))

    return hand_on


def _name_site(address: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in address.partition("://")[2].lower())[:80]


def _say_outcome(outcome: Outcome) -> str:
    """Return what came of it, and what to do where something is missing."""
    if not outcome.listed and not outcome.stopped:
        return "No meetings were found. Check the number: it stands after CId= in the address of the committee’s page."
    words = [f"{outcome.listed} meetings listed, {outcome.fetched} pages new, {outcome.kept} here already."]
    words += [f"Stopped early. {outcome.stopped}"] if outcome.stopped else []
    if outcome.missed:
        words.append(f"{len(outcome.missed)} could not be had: {'; '.join(outcome.missed[:3])}.")
    if outcome.stopped or outcome.missed:
        words.append("What came is safe. Ask again later for the rest.")
    return " ".join(words)
