"""How the rows of a plan are listed, on its page and in downloads; and the links above each of these pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag
from wapentake.plans.models import Plan, TacticalAction
from wapentake.plans.queries.board import Line
from wapentake.plans.rules import RAG_WORDS, Lack, Rag

PLACES = (
    ("plans:plan", "The plan"),
    ("desk:budgets", "With its money"),
    ("plans:views", "Views and categories"),
    ("plans:editions", "Adopted and refreshed"),
    ("plans:settings", "Plans and settings"),
    ("reports:plan", "What the public sees"),
)
# The colour of a tag, and the shape in it, so that nobody needs to tell colours apart.
_LOOKS = {
    Rag.RED: ("red", "■"),
    Rag.AMBER: ("orange", "▲"),
    Rag.GREEN: ("green", "●"),
    Rag.COMPLETE: ("blue", "✔"),
    Rag.NOT_STARTED: ("grey", "○"),
}


def link_places(slug: str, current: str) -> list[dict[str, Any]]:
    """Return the pages about the plan, for the links above each of them."""
    return [{"text": text, "href": reverse(name, args=[slug]), "current": name == current} for name, text in PLACES]


def rag_tag(rag: Rag | str) -> SafeString:
    """Show how a row stands: its colour, its shape and its word."""
    colour, shape = _LOOKS[Rag(rag)]
    form = '<strong class="govuk-tag govuk-tag--{}"><span aria-hidden="true">{}</span> {}</strong>'
    return format_html(form, colour, shape, RAG_WORDS[Rag(rag)])


def show_standing(line: Line) -> SafeString:
    """Show how a row stands and why; where a rule made it worse, what its lead says beside it."""
    parts = [rag_tag(line.shown.rag), *line.shown.reasons]
    if line.shown.by_rule:
        parts.append(say_lead(line.row))
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts if part))


def say_lead(row: TacticalAction) -> str:
    """Return what the lead of a row says of it."""
    return f"The lead says: {RAG_WORDS[Rag(row.rag)].lower()}. {row.rag_reason}".strip() if row.rag_reason else ""


def say_who(row: TacticalAction) -> str:
    """Return who leads a row: the person, and for which body."""
    return ", ".join(str(one) for one in (row.lead, row.lead_body) if one)


def _show_title(at: Callable[[int], str]) -> Callable[[Line], str]:
    def show(line: Line) -> str:
        title = link(at(line.row.pk), f"{line.row.ref} {line.row.title}")
        gaps = [line.gaps[lack] for lack in (Lack.MEASURE, Lack.BASELINE) if lack in line.gaps]
        hint = format_html_join("", '<br><span class="govuk-hint">{}</span>', ((words,) for words in gaps))
        return title + hint

    return show


def _show_next(line: Line) -> str:
    """Show which milestone comes next, and by when an update is due."""
    one, due = line.next_milestone, line.row.update_due_on
    parts = [format_html("{}, {}", one.text, date_words(one.due_on))] if one else []
    if line.is_late:
        parts.append(format_html("{} Update was due {}", state_tag("overdue", "Late"), date_words(due)))
    elif due:
        parts.append(format_html("Update due {}", date_words(due)))
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts)) or "Nothing"


def list_rows(plan: Plan, headings: Mapping[int, str], extra: tuple[Column[Line], ...] = ()) -> Listing[Line]:
    """Return the list of rows; `headings` are the categories of the view, by id.

    Means: `extra` columns stand at the end, for a room above that knows more of a row.
    """
    slug = plan.partnership.slug
    at = address_of("plans:row", slug)

    def under(line: Line) -> str:
        return "; ".join(headings[one.pk] for one in line.row.categories.all() if one.pk in headings)

    columns = (
        Column[Line](title="Tactical action", value=lambda line: str(line.row), show=_show_title(at), width=50),
        Column[Line](title="Under", value=under, width=40, only="download"),
        Column[Line](title="What is done", value=lambda line: line.row.description, width=60, only="download"),
        Column[Line](title="How it stands", value=lambda line: RAG_WORDS[line.shown.rag], show=show_standing, width=14),
        Column[Line](title="Why", value=lambda line: " ".join(line.shown.reasons), width=60, only="download"),
        Column[Line](title="What the lead says", value=lambda line: say_lead(line.row), width=60, only="download"),
        Column[Line](
            title="Who leads",
            value=lambda line: say_who(line.row),
            show=lambda line: say_who(line.row) or "Nobody yet",
            width=30,
        ),
        Column[Line](title="Starts", value=lambda line: line.row.starts_on, width=18, only="download"),
        Column[Line](title="Ends", value=lambda line: line.row.ends_on, width=18, only="download"),
        Column[Line](
            title="Next milestone",
            value=lambda line: line.next_milestone.text if line.next_milestone else "",
            width=40,
            only="download",
        ),
        Column[Line](
            title="Milestone due",
            value=lambda line: line.next_milestone.due_on if line.next_milestone else None,
            width=18,
            only="download",
        ),
        Column[Line](title="Update due", value=lambda line: line.row.update_due_on, width=18, only="download"),
        Column[Line](title="Next", value=lambda _: "", show=_show_next, only="page"),
        Column[Line](
            title="What is missing", value=lambda line: " ".join(line.gaps.values()), width=50, only="download"
        ),
        *extra,
    )
    empty = "No tactical action is in the plan yet. Add them one by one, or many at once."
    name = f"{slug}-plan"
    return Listing(title=plan.name, noun="tactical action", columns=columns, sort="", empty=empty, name=name)
