"""The tables of plans."""

from wapentake.plans.models.plans import Category, Edition, EditionKind, Plan, Rhythm, View
from wapentake.plans.models.rows import Measure, Milestone, Question, TacticalAction, Update, Value, Via
from wapentake.plans.rules import Rag

__all__ = [
    "Category",
    "Edition",
    "EditionKind",
    "Measure",
    "Milestone",
    "Plan",
    "Question",
    "Rag",
    "Rhythm",
    "TacticalAction",
    "Update",
    "Value",
    "Via",
    "View",
]
