"""Tags and filters for all templates: words for values, form controls, buttons, lists. `{% load kit %}`"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

import wapentake
from wapentake.kit.widgets import DayWidget
from wapentake.terms.amounts import Amount
from wapentake.terms.days import say_date, say_time

register = template.Library()

STATE_COLOURS = {
    "grey": "closed same cancelled withdrawn superseded none note other unread off apologies",
    "blue": "open committed new in-progress proposed reading running received noted in-attendance",
    "orange": "draft waiting queued planned undated",
    "green": "done accepted agreed confirmed published read present complete completed active on approved paid",
    "teal": "conditional corrected put-right explained changed updated amended agreed-in-principle",
    "yellow": "blocked different due-soon deferred carried-forward carried doubtful partly-read warning paused",
    "red": "overdue failed stopped error rejected absent expired refused urgent",
    "purple": "restricted struck-out private",
}
_COLOUR_OF = {state: colour for colour, states in STATE_COLOURS.items() for state in states.split()}


@register.filter
def date_words(value: date | datetime | None) -> str:
    """Write a day as "31 July 2017"; an instant as its day here. Nothing stays nothing."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return say_date(value) if value else ""


@register.filter
def time_words(time: str) -> str:
    """Write an hour such as "14:00" as "2.00 pm"."""
    return say_time(time)


@register.filter
def money(pence: int | Amount | str | None) -> str:
    """Write whole pence as "£1,549.07" or "-£1,549.07". Nothing stays nothing."""
    if pence is None or pence == "":
        return ""
    return (pence if isinstance(pence, Amount) else Amount(int(pence))).say()


@register.filter
def count(number: int | None, noun: str) -> str:
    """Write "1 action" or "3 actions"; a plural of its own follows a comma: `{{ n|count:"body,bodies" }}`."""
    one, _, many = noun.partition(",")
    number = number or 0
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def state_words(state: str) -> str:
    """Write a code as a word for people: "carried-forward" is "Carried forward"."""
    words = str(state).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


@register.simple_tag
def state_tag(state: str, words: str = "") -> SafeString:
    """Show a state as a coloured tag that always says its word; a state that is not in the list is grey."""
    colour = _COLOUR_OF.get(str(state).lower().replace(" ", "-").replace("_", "-"), "grey")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words or state_words(state))


@register.simple_tag
def wapentake_version() -> str:
    """Say which version runs."""
    return wapentake.__version__


# Forms


_KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    # the widget, what field.html calls it, the classes of its control; the first that fits
    (forms.CheckboxSelectMultiple, "checkboxes", ""),
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.PasswordInput, "password", "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (forms.Textarea, "text", "govuk-textarea"),
    (forms.Select, "text", "govuk-select"),
    (DayWidget, "day", ""),
    (forms.Widget, "text", "govuk-input"),
)


def _find_kind(field: BoundField) -> tuple[str, str]:
    return next((name, classes) for kind, name, classes in _KINDS if isinstance(field.field.widget, kind))


@register.filter
def field_kind(field: BoundField) -> str:
    """Name what a field looks like: checkboxes, radios, checkbox, password, file, day or text."""
    return _find_kind(field)[0]


@register.filter
def is_optional(field: BoundField) -> bool:
    """Say whether the label says "(optional)". A form whose every field is (a filter) sets `say_optional = False`."""
    wanted = field.field.required or field_kind(field) == "checkbox"
    return not wanted and getattr(field.form, "say_optional", True)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Render a field's own control with its classes; sizes come from the widget: `attrs={"class": "..."}`."""
    classes = [*_find_kind(field)[1].split(), *str(field.field.widget.attrs.get("class", "")).split()]
    if field.errors and classes:
        classes.append(f"{classes[0]}--error")
    return field.as_widget(attrs={"class": " ".join(classes) or False, "placeholder": False})


def error_target(field: BoundField) -> str:
    """Return the address, within the page, of the control in which an error is put right."""
    first = (
        f"{field.auto_id}_0" if field_kind(field) in ("radios", "checkboxes") else field.id_for_label or field.auto_id
    )
    return f"#{first}"


@register.inclusion_tag("kit/error_summary.html")
def error_summary(*forms_shown: BaseForm) -> dict[str, Any]:
    """List what is wrong in the forms, each with a link to its field. Shows nothing where nothing is wrong."""
    problems: list[dict[str, str]] = []
    for form in forms_shown:
        problems += [{"text": str(error), "href": ""} for error in form.non_field_errors()]
        for field in form:
            href = "" if field.is_hidden else error_target(field)
            label = field.label if field.label.endswith("?") else f"{field.label}:"
            problems += [{"text": f"{label} {error}", "href": href} for error in field.errors]
    return {"problems": problems}


# Buttons and links


@register.simple_tag
def button(words: str, kind: str = "primary", name: str = "", value: str = "", hidden: str = "") -> SafeString:
    """Make a button that sends its form. Kinds: primary, secondary, warning, link. `hidden` is said, not shown."""
    style = "app-link-button" if kind == "link" else _style_button(kind)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    again = "" if kind == "link" else SafeString(' data-module="govuk-button" data-prevent-double-click="true"')
    return format_html('<button type="submit" class="{}"{}{}>{}{}</button>', style, named, again, words, _say(hidden))


@register.simple_tag
def button_link(words: str, href: str, kind: str = "primary", hidden: str = "") -> SafeString:
    """Make a link that looks like a button, for going somewhere to begin something."""
    form = '<a href="{}" role="button" draggable="false" class="{}" data-module="govuk-button">{}{}</a>'
    return format_html(form, href, _style_button(kind), words, _say(hidden))


def _style_button(kind: str) -> str:
    return "govuk-button" if kind == "primary" else f"govuk-button govuk-button--{kind}"


def _say(hidden: str) -> SafeString:
    return format_html('<span class="govuk-visually-hidden"> {}</span>', hidden) if hidden else SafeString("")


# Lists


@register.inclusion_tag("kit/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: str = "Pages") -> dict[str, Any]:
    """Link the pages of a list; all other parts of the address stay. Shows nothing where there is one page."""
    numbers: Iterable[int | str] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "label": label, "request": context["request"]}


@register.inclusion_tag("kit/sort_header.html", takes_context=True)
def sort_header(context: Context, words: str, key: str, default: str = "", numeric: bool = False) -> dict[str, Any]:
    """Make a table's heading that sorts by `?sort=key` and, where it is sorted so already, by `?sort=-key`."""
    request = context["request"]
    now = request.GET.get("sort") or default
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if order == "ascending" else key
    return {"words": words, "order": order, "href": f"?{query.urlencode()}", "numeric": numeric}
