"""Writing findings: as noticed, and as a person settled them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account
from wapentake.kit.changes import log_change
from wapentake.sources.models import Document, Finding, FindingState


def keep_findings(documents: Sequence[Document], found: Sequence[Finding], *, across: bool) -> None:
    """Make the findings of these documents those that were found, and keep what was said of those found before."""
    known = {
        (one.document_id, one.likeness): one for one in Finding.objects.filter(document__in=documents, across=across)
    }
    wanted = {(one.document_id, one.likeness): one for one in found}
    gone = [one.pk for key, one in known.items() if key not in wanted]
    Finding.objects.filter(pk__in=gone, state=FindingState.OPEN).delete()
    moved = [(one, wanted[key]) for key, one in known.items() if key in wanted and one.spans != wanted[key].spans]
    for one, now in moved:
        one.spans = now.spans
    Finding.objects.bulk_update([one for one, _ in moved], ["spans"], batch_size=200)
    fresh = [one for key, one in wanted.items() if key not in known]
    Finding.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)


def move_findings(old: Document, new: Document) -> None:
    """Let what was noticed across pages, and what was said of it, stand at the new reading of its page."""
    Finding.objects.filter(document=old, across=True).update(document=new)
    Finding.objects.filter(other=old).update(other=new)


@transaction.atomic
def settle_finding(finding: Finding, state: FindingState, *, explanation: str, by: Account) -> None:
    """Say that a finding is explained or put right, or open it again."""
    before = {"state": finding.state, "explanation": finding.explanation}
    finding.state, finding.explanation = state, explanation
    finding.said_by, finding.said_at = by, timezone.now()
    finding.save(update_fields=["state", "explanation", "said_by", "said_at"])
    log_change(
        "settled",
        finding,
        partnership=finding.partnership_id,
        by=by,
        before=before,
        after={"state": state.value, "explanation": explanation},
    )
