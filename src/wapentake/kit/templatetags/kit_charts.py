"""A chart with its table: `{% load kit_charts %}{% chart told "days" %}`, where `told` is a `kit.charts.Chart`."""

from __future__ import annotations

from typing import Any

from django import template

from wapentake.kit.charts import Chart, draw

register = template.Library()


@register.inclusion_tag("kit/chart.html")
def chart(told: Chart, name: str) -> dict[str, Any]:
    """Show a chart and its table; `name` begins the ids of its parts, and stands once on a page."""
    drawn, joined, height = draw(told.bars)
    rows = [
        {
            "label": bar.label,
            "cells": list(zip(told.heads[1:], bar.cells, bar.hrefs or [""] * len(bar.cells), strict=True)),
        }
        for bar in told.bars
    ]
    return {"chart": told, "name": name, "drawn": drawn, "joined": joined, "height": height, "rows": rows}
