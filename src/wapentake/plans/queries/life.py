"""What was measured of a row."""

from __future__ import annotations

from django.db.models import Prefetch

from wapentake.plans.models import Measure, TacticalAction, Value


def find_measures(row: TacticalAction) -> list[Measure]:
    """Return the measures of a row, each with its values, the newest first, as `known`."""
    values = Prefetch("values", Value.objects.order_by("-on", "-pk"), to_attr="known")
    return list(row.measures.order_by("pk").prefetch_related(values))
