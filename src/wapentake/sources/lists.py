"""How money, figures and findings are listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wapentake.accounts.models import Partnership
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag, state_words
from wapentake.sources.models import Finding
from wapentake.sources.queries import AROUND
from wapentake.sources.rules import UNUSUAL, Meaning, change_percent, weigh_change
from wapentake.terms import Amount

_SIGNS = re.compile(r"\*\*|#{2,}|\|+|\s+")


def cut_around(passage: Any) -> tuple[str, str, str]:
    """Return what stands before the words of a passage, the words, and what stands after, in whole words."""
    lead = min(passage.start, AROUND)
    tail = lead + passage.end - passage.start
    before, words, after = passage.around[:lead], passage.around[lead:tail], passage.around[tail:]
    if lead == AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + "…"
    return _clean(before), _clean(words), _clean(after)


def _clean(text: str) -> str:
    """Return a text without the signs of the canonical form, its spaces single."""
    return re.sub(r" +", " ", _SIGNS.sub(" ", text))


def _show_around(passage: Any, words_at: Callable[[int], str]) -> SafeString:
    before, words, after = cut_around(passage)
    return format_html("{}{}{}", before, link(words_at(passage.pk), words), after)


def _sum_of(passage: Any) -> Amount | None:
    currency = passage.data.get("currency") or "GBP"
    return None if passage.pence is None else Amount(passage.pence, currency)


def _day_columns() -> tuple[Column[Any], ...]:
    return (
        Column[Any](
            title="Meeting", value=lambda row: row.day, key="day", order=("day", "start"), nowrap=True, width=18
        ),
        Column[Any](title="Body", value=lambda row: row.body, width=40, only="download"),
    )


def list_amounts(partnership: Partnership) -> Listing[Any]:
    """Return the list of money mentioned."""
    slug = partnership.slug
    words_at = address_of("desk:words", slug)
    columns = (
        Column[Any](
            title="In the minutes",
            value=lambda row: " ".join("".join(cut_around(row)).split()),
            show=lambda row: _show_around(row, words_at),
            width=70,
        ),
        Column[Any](title="Sum", value=_sum_of, key="sum", order=("pence",), numeric=True, width=15),
        Column[Any](title="Currency", value=lambda row: row.data.get("currency") or "GBP", width=10, only="download"),
        Column[Any](title="What it is", value=lambda row: state_words(row.role), key="role", order=("role",), width=15),
        *_day_columns(),
    )
    empty = "No money was accepted yet. Sums come from pages whose proposals you accept."
    return Listing(title="Money mentioned", noun="sum", columns=columns, sort="-day", empty=empty, name=f"{slug}-money")


def _weigh(row: Any) -> Meaning | None:
    words = f"{row.data['measure']} {cut_around(row)[1]}"
    return weigh_change(row.data.get("previous"), row.data.get("current"), words=words)


def _show_meaning(row: Any) -> str:
    meaning = _weigh(row)
    if meaning is None:
        return "Not tested"
    words = state_tag("warning", meaning.words) if meaning.words == UNUSUAL else meaning.words
    return format_html("{}<br>{}", words, f"({meaning.say_chance()})") if meaning.say_chance() else words


def list_figures(partnership: Partnership) -> Listing[Any]:
    """Return the list of figures, with what each change means."""
    slug = partnership.slug
    words_at = address_of("desk:words", slug)
    columns = (
        Column[Any](
            title="Measure",
            value=lambda row: _begin_large(row.data["measure"]),
            show=lambda row: _show_measure(row, words_at),
            key="measure",
            order=("measure",),
            width=40,
        ),
        Column[Any](title="Period", value=lambda row: row.data.get("period"), width=25, only="download"),
        Column[Any](title="Before", value=lambda row: _number(row.data.get("previous")), numeric=True, width=12),
        Column[Any](title="Now", value=lambda row: _number(row.data.get("current")), numeric=True, width=12),
        Column[Any](title="Change", value=_percent, show=_show_change, numeric=True, width=12, only="page"),
        Column[Any](title="Change in percent", value=_percent, width=12, only="download"),
        Column[Any](title="Change as written", value=lambda row: row.data.get("change"), width=20, only="download"),
        Column[Any](
            title="What it means",
            value=lambda row: str(_weigh(row) or "Not tested"),
            show=_show_meaning,
            width=45,
        ),
        *_day_columns(),
    )
    empty = "No figures were accepted yet. They come from pages whose proposals you accept."
    return Listing(title="Figures", noun="figure", columns=columns, sort="-day", empty=empty, name=f"{slug}-figures")


def _show_measure(row: Any, words_at: Callable[[int], str]) -> str:
    """Show the measure as a link to its words, and below it the period."""
    named = link(words_at(row.pk), _begin_large(row.data["measure"]))
    period = row.data.get("period")
    return format_html("{}<br>{}", named, period) if period else named


def _number(value: Any) -> Any:
    """Return a count as it is, and a fraction as a decimal, so that it is shown as it was written."""
    return Decimal(str(value)) if isinstance(value, float) else value


def _percent(row: Any) -> int | None:
    return change_percent(row.data.get("previous"), row.data.get("current"))


def _show_change(row: Any) -> str:
    """Return the change in percent, or as it is written where the counts are not both known."""
    percent = _percent(row)
    return str(row.data.get("change") or "") if percent is None else f"{percent:+d}%"


def _begin_large(text: str) -> str:
    """Return the text with a capital, its marks kept."""
    return text[:1].upper() + text[1:]


def _place_columns(slug: str) -> tuple[Column[Finding], ...]:
    return (
        Column[Finding](title="Explanation", value=lambda finding: finding.explanation, only="download", width=40),
        Column[Finding](
            title="Where", value=lambda finding: "Across pages" if finding.across else "On a page", only="download"
        ),
        Column[Finding](
            title="Meeting",
            value=lambda finding: finding.document.on,
            show=lambda finding: show_place(finding, slug),
            key="day",
            order=("document__on", "document", "pk"),
            nowrap=True,
            width=18,
        ),
        Column[Finding](title="Page", value=lambda finding: str(finding.document), only="download", width=30),
    )


def list_findings(partnership: Partnership) -> Listing[Finding]:
    """Return the list of findings; each leads to its page, and to where it is settled."""
    slug = partnership.slug
    finding_at = address_of("sources:finding", slug)
    columns = (
        Column[Finding](
            title="Finding",
            value=lambda finding: finding.message,
            show=lambda finding: link(finding_at(finding.pk), finding.message),
            width=70,
        ),
        Column[Finding](
            title="Matters",
            value=lambda finding: state_words(finding.severity),
            show=lambda finding: state_tag(finding.severity),
            key="severity",
            order=("rank", "document__on"),
            width=10,
        ),
        Column[Finding](
            title="What was noticed",
            value=lambda finding: state_words(finding.code),
            key="code",
            order=("code",),
            only="download",
            width=28,
        ),
        Column[Finding](
            title="State",
            value=lambda finding: finding.get_state_display(),
            show=lambda finding: state_tag(finding.state, finding.get_state_display()),
            key="state",
            order=("state",),
            width=12,
        ),
        *_place_columns(slug),
    )
    empty = "Nothing was noticed yet. Findings come with the pages that you add."
    return Listing(
        title="Findings", noun="finding", columns=columns, sort="severity", empty=empty, name=f"{slug}-findings"
    )


def show_place(finding: Finding, slug: str) -> SafeString:
    """Show the day of the page of a finding, or its name, as a link to the words there."""
    href = reverse("intake:page", args=[slug, finding.document_id]) + f"#finding-{finding.pk}"
    return link(href, date_words(finding.document.on) or str(finding.document), "see the words of this finding")
