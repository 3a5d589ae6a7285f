"""The bids that a meeting, or its chair, has before them, each with its marks and who has an interest."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.bids.models import Bid
from wapentake.bids.queries.bids import find_ready, find_to_decide
from wapentake.bids.queries.marking import Interests, find_interests_of
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import CALLED


@dataclass(frozen=True, slots=True)
class Before:
    """A bid that waits for a decision, and the interests in it."""

    bid: Bid
    interests: Interests


def find_bids_before(meeting: Meeting) -> list[Before]:
    """Return the bids that a meeting to come may decide; none for one that was held."""
    return _with_interests(find_to_decide(meeting)) if meeting.state in CALLED else []


def find_all_ready(partnership: Partnership) -> list[Before]:
    """Return all bids of a partnership that wait for a decision."""
    return _with_interests(find_ready(partnership))


def _with_interests(rows: QuerySet[Bid]) -> list[Before]:
    bids = list(rows.select_related("applicant", "partnership"))
    interests = find_interests_of(bids, today=timezone.localdate())
    return [Before(bid, interests[bid.pk]) for bid in bids]


def find_bids_decided(meeting: Meeting) -> list[Bid]:
    """Return the bids that were decided at a meeting."""
    return list(Bid.objects.filter(meeting=meeting).order_by("pk"))
