"""How forms look: the renderer that gives the markup of GOV.UK Frontend, and the day in three boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wapentake.terms.days import MONTHS

PARTS = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}


class KitRenderer(TemplatesSetting):
    """Renders a form, and `field.as_field_group`, from the kit's templates."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """Render a template; but for a choice of many none is opened, where Django would open two for each option."""
        if template_name == forms.Select.template_name:
            return _render_select(context["widget"])
        return SafeString(super().render(template_name, context, request))


def _render_select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ((_render_group(name, options),) for name, options, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), groups)


def _render_group(name: str | None, options: Iterable[Mapping[str, Any]]) -> SafeString:
    told = ((str(one["value"]), flatatt(one["attrs"]), one["label"]) for one in options)
    inside = format_html_join("", '<option value="{}"{}>{}</option>', told)
    return format_html('<optgroup label="{}">{}</optgroup>', name, inside) if name else inside


def join_day(day: str, month: str, year: str) -> str:
    """Return "2017-07-31" for what was typed; "7", "07", "July" and "Jul" are one month. What is no day stays as it is.

    The last form has slashes, so that a field refuses it and the boxes can show it again.
    """
    try:
        number = _MONTH_NUMBERS[month[:3].lower()] if month.isalpha() else int(month)
        return date(int(year) if len(year) == 4 else 0, number, int(day)).isoformat()
    except (KeyError, ValueError):
        return f"{day}/{month}/{year}"


class DayWidget(forms.Widget):
    """A day as three boxes, in the order in which people say it."""

    template_name = "kit/date_parts.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """Return the first box, where the error summary leads to."""
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the three boxes with what stands in them."""
        context = super().get_context(name, value, attrs)
        values = self._part(value)
        context["widget"]["parts"] = [
            {"name": part, "label": label, "width": width, "value": shown}
            for (part, label, width), shown in zip(PARTS, values, strict=True)
        ]
        context["widget"]["wrong"] = bool(context["widget"]["attrs"].get("aria-invalid"))
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """Return the day in ISO form, or None where all three boxes are empty."""
        if name in data:  # a link or an older form may name the whole day: ?since=2017-07-31
            return str(data[name]) or None
        typed = [str(data.get(f"{name}_{part}", "")).strip() for part, _, _ in PARTS]
        return join_day(*typed) if any(typed) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Say whether the form that was sent has none of the boxes."""
        return not any(key in data for key in (name, *(f"{name}_{part}" for part, _, _ in PARTS)))

    @staticmethod
    def _part(value: Any) -> tuple[str, str, str]:
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        text = str(value or "")
        if text.count("/") == 2:
            day, month, year = text.split("/")
            return day, month, year
        try:
            whole = date.fromisoformat(text)
        except ValueError:
            return text, "", ""
        return str(whole.day), str(whole.month), str(whole.year)


class DayField(forms.DateField):
    """A day, asked for in three boxes."""

    widget = DayWidget
    default_error_messages = {  # noqa: RUF012 - Django's own way to name them
        "invalid": "Enter a real date, such as 31 7 2017",
        "required": "Enter a date",
    }

    def to_python(self, value: Any) -> date | None:
        """Read only whole ISO days: the widget has put the three boxes together."""
        if value in self.empty_values:
            return None
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
