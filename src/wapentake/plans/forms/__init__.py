"""The forms of plans, and the filters of the plan."""

from wapentake.plans.forms.plans import (
    CategoriesForm,
    CategoryForm,
    EditionForm,
    NewPlanForm,
    PlanForm,
    RhythmForm,
    StandForm,
    ViewForm,
)
from wapentake.plans.forms.progress import MeasureForm, MilestoneForm, ReachForm, UpdateForm, ValueForm
from wapentake.plans.forms.rows import EndForm, ManyForm, PlanFilter, RowForm

__all__ = [
    "CategoriesForm",
    "CategoryForm",
    "EditionForm",
    "EndForm",
    "ManyForm",
    "MeasureForm",
    "MilestoneForm",
    "NewPlanForm",
    "PlanFilter",
    "PlanForm",
    "ReachForm",
    "RhythmForm",
    "RowForm",
    "StandForm",
    "UpdateForm",
    "ValueForm",
    "ViewForm",
]
