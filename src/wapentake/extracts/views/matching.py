"""What waits on either side: lines with what is likeliest for each, and entries that no line confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.extracts.changes import commit_line, enter_lines, match_line
from wapentake.extracts.models import ExtractLine
from wapentake.extracts.queries.matches import MOST_SHOWN, find_lines, find_unconfirmed, suggest
from wapentake.extracts.views.shared import crumbs_of
from wapentake.kit.errors import Refused
from wapentake.kit.templatetags.kit import count
from wapentake.money.models import Commitment, Entry

LINES_A_PAGE = 25
MOST_TOLD = 3
NONE_TICKED = "Nothing is ticked, so nothing was changed. Tick the lines that you agree with."


def show(request: PartnershipRequest) -> HttpResponse:
    """Show the lines that wait, the oldest first, and the entries that no line confirmed."""
    partnership = request.partnership
    rows = find_lines(partnership, {"state": "unmatched"}).order_by("on", "pk")
    page = Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("page"))
    unconfirmed = list(find_unconfirmed(partnership)[: MOST_SHOWN + 1])
    suggested = suggest(list(page))
    told = {
        "page": page,
        "suggested": suggested,
        "ticks": [one.tick for one in suggested if one.tick],
        "unconfirmed": unconfirmed[:MOST_SHOWN],
        "more_unconfirmed": len(unconfirmed) > MOST_SHOWN,
        "has_lines": page.paginator.count or ExtractLine.objects.filter(partnership=partnership).exists(),
        "crumbs": crumbs_of(request, ("Match", "", None)),
    }
    return render(request, "extracts/match.html", told)


@require_POST
def accept(request: PartnershipRequest) -> HttpResponse:
    """Accept what is ticked: confirm entries, set lines against commitments and enter them, or enter them."""
    ticked = request.POST.getlist("every" if "all" in request.POST else "line")[:MOST_SHOWN]
    parts = [one.split("-") for one in ticked]
    asked = {int(line): (what, int(pk)) for line, what, pk in (one for one in parts if _is_whole(one))}
    if not asked:
        messages.error(request, NONE_TICKED)
        return redirect("extracts:match", request.partnership.slug)
    rows = find_lines(request.partnership, {}).filter(pk__in=asked)
    done, entered, refused = _take(request, {line: asked[line.pk] for line in rows.order_by("on", "pk")})
    if done:
        messages.success(request, f"{count(done, 'line')} {'is' if done == 1 else 'are'} matched.")
    if entered:
        drafts = sum(not one.is_sealed for one in entered)
        waits = f" {count(drafts, 'of them waits,of them wait')} until somebody else approves." if drafts else ""
        messages.success(request, f"{count(len(entered), 'line')} entered in the journal.{waits}")
    for line, words in refused[:MOST_TOLD]:
        messages.error(request, f"“{line}”: {words}")
    if len(refused) > MOST_TOLD:
        messages.error(request, f"So it is with {len(refused) - MOST_TOLD} more.")
    return redirect("extracts:match", request.partnership.slug)


def _is_whole(parts: list[str]) -> bool:
    """Return whether a ticked value names a line and what it is set against: "12-entry-7"."""
    numbers = [parts[0], parts[-1]]
    known = len(parts) == 3 and parts[1] in ("entry", "commitment", "fund")
    return known and all(one.isascii() and one.isdecimal() and len(one) < 16 for one in numbers)


def _take(
    request: PartnershipRequest, asked: dict[ExtractLine, tuple[str, int]]
) -> tuple[int, list[Entry], list[tuple[ExtractLine, str]]]:
    """Do what is ticked, each line by itself; return how many matched, what was entered, and what was refused."""
    partnership, done, to_enter = request.partnership, 0, []
    refused: list[tuple[ExtractLine, str]] = []
    entries = Entry.objects.filter(partnership=partnership).in_bulk(
        [pk for what, pk in asked.values() if what == "entry"]
    )
    promises = Commitment.objects.filter(partnership=partnership).select_related("fund")
    promised = promises.in_bulk([pk for what, pk in asked.values() if what == "commitment"])
    for line, (what, pk) in asked.items():
        try:
            if what == "entry" and pk in entries:
                match_line(line, entries[pk], by=request.user)
                done += 1
            elif what == "commitment" and pk in promised:
                line.commitment = commit_line(line, promised[pk], by=request.user).commitment
                to_enter.append(line)
            elif what == "fund":
                to_enter.append(line)
        except Refused as words:
            refused.append((line, words.words))
    entered, more = enter_lines(to_enter, by=request.user)
    return done, entered, [*refused, *more]
