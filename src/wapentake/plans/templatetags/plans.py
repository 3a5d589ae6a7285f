"""How a row stands, and figures with their units. `{% load plans %}`"""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from wapentake.plans import lists
from wapentake.plans.rules import say_figure

register = template.Library()


@register.filter
def figure(number: Decimal | None, unit: str) -> str:
    """Write a figure with its unit: "27 families", "92%"; nothing stays nothing."""
    return say_figure(number, unit)


@register.filter
def rag_tag(rag: str) -> SafeString:
    """Show how a row stands: its colour, its shape and its word."""
    return lists.rag_tag(rag)
