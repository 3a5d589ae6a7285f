"""Every write of `plans`."""

from wapentake.plans.changes.editions import freeze_edition, scrub_plans
from wapentake.plans.changes.plans import (
    add_categories,
    drop_category,
    drop_view,
    put_category,
    put_plan,
    put_view,
    set_rhythm,
)
from wapentake.plans.changes.progress import (
    put_measure,
    put_milestone,
    reach_milestone,
    record_update,
    record_value,
)
from wapentake.plans.changes.rows import (
    New,
    add_tactical_actions,
    end_tactical_action,
    give_row,
    put_tactical_action,
    stand_rows,
)

__all__ = [
    "New",
    "add_categories",
    "add_tactical_actions",
    "drop_category",
    "drop_view",
    "end_tactical_action",
    "freeze_edition",
    "give_row",
    "put_category",
    "put_measure",
    "put_milestone",
    "put_plan",
    "put_tactical_action",
    "put_view",
    "reach_milestone",
    "record_update",
    "record_value",
    "scrub_plans",
    "set_rhythm",
    "stand_rows",
]
