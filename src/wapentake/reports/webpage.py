"""The text of a paper as HTML, in the form of the pages that councils publish. Read again, it says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wapentake.reports.arranging import Grid, Heading, Line, Listing, Noted, Paragraph, Shape, arrange
from wapentake.reports.papers import Part

# In the words themselves a quotation mark is written as an entity, so that only ours are met.
_LOOKS = re.compile(r' (?:class|tabindex|role|aria-label)="[^"]*"')
_NOTHING = SafeString("")


def write_parts(parts: Sequence[Part], *, level: int) -> SafeString:
    """Write parts as HTML; their headings are of `level`."""
    return _join(_write(shape, level) for shape in arrange(parts))


def write_plain(parts: Sequence[Part], *, level: int) -> SafeString:
    """Write parts as HTML without the looks of our own site, for programs and other systems."""
    return mark_safe(_LOOKS.sub("", write_parts(parts, level=level)))  # noqa: S308 - it takes away, and adds nothing


def _join(pieces: Iterable[str]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - each is safe


def _write(shape: Shape, level: int) -> SafeString:
    if isinstance(shape, Heading):
        return format_html('<h{0} class="govuk-heading-s">{1}</h{0}>', level, shape.text)
    if isinstance(shape, Paragraph):
        marker = format_html("{} ", shape.marker) if shape.marker else _NOTHING
        lines = format_html_join(mark_safe("<br>"), "{}", ((_line(one),) for one in shape.lines))
        return format_html('<p class="govuk-body">{}{}</p>', marker, lines)
    if isinstance(shape, Listing):
        return _listing(shape)
    return _grid(shape) if isinstance(shape, Grid) else _noted(shape, level)


def _line(line: Line) -> SafeString:
    return format_html("<strong>{}</strong>{}", line.lead, line.text) if line.lead else format_html("{}", line.text)


def _listing(listing: Listing) -> SafeString:
    points = []
    for point in listing.points:
        value = format_html(' value="{}"', point.number) if point.number else _NOTHING
        points.append(format_html("<li{}>{}{}</li>", value, _line(point.line), _join(map(_listing, point.below))))
    if not listing.form:
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', _join(points))
    return format_html('<ol type="{}" class="govuk-list govuk-list--number">{}</ol>', listing.form, _join(points))


def _grid(grid: Grid) -> SafeString:
    head, body = (grid.rows[0], grid.rows[1:]) if grid.has_head else ((), grid.rows)
    named = _join(format_html('<th scope="col" class="govuk-table__header">{}</th>', cell) for cell in head)
    top = format_html("<thead><tr>{}</tr></thead>", named) if head else _NOTHING
    rows = []
    for first, *others in body:
        form = "<td{}>{}</td>" if grid.has_head else '<th scope="row"{}>{}</th>'
        looks = mark_safe(' class="govuk-table__cell"')
        cells = _join(format_html("<td{}>{}</td>", looks, cell) for cell in others)
        rows.append(format_html("<tr>{}{}</tr>", format_html(form, looks, first), cells))
    return format_html(
        '<div class="app-scroll" tabindex="0" role="region" aria-label="Table"><table class="govuk-table">{}'
        "<tbody>{}</tbody></table></div>",
        top,
        _join(rows),
    )


def _noted(noted: Noted, level: int) -> SafeString:
    rows = []
    for shapes, notes in noted.rows:
        text = _join(_write(shape, level) for shape in shapes)
        beside = format_html_join(mark_safe("<br>"), "{}", ((note,) for note in notes))
        rows.append(format_html('<tr><td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td></tr>',
                                text, beside))  # fmt: skip
    return format_html(
        '<table class="govuk-table app-noted"><thead><tr><th scope="col" class="govuk-table__header">Minutes</th>'
        '<th scope="col" class="govuk-table__header">Action</th></tr></thead><tbody>{}</tbody></table>',
        _join(rows),
    )
