"""The minutes' own text with its marks: `{% load kit_text %}{% marked_text text marks %}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wapentake.kit.marked import FOUND, Block, Cell, Mark, Piece, cut_blocks
from wapentake.kit.templatetags.kit import state_words

register = template.Library()

_BAR = mark_safe('<span class="app-struck"><span class="govuk-visually-hidden">struck out</span></span>')

_TABLE = (
    '<div class="app-table-scroll" role="region" aria-label="Table" tabindex="0">'
    '<table class="app-text__table">{}</table></div>'
)
_NUMBER = '<span class="app-mark__number" aria-hidden="true">{}</span>'


@register.simple_tag
def marked_text(text: str, marks: Iterable[Mark], struck: Iterable[tuple[int, int]] = ()) -> SafeString:
    """Show the canonical text; each mark leads to `#card-ID` of its passage and is itself `#mark-ID`.

    Struck-out words are not sent to the browser at all. Each run of words says in `data-start` where it begins.
    """
    return format_html_join("\n", "{}", ((_render_block(block),) for block in cut_blocks(text, marks, struck)))


def _render_block(block: Block) -> SafeString:
    if block.kind == "table":
        rows = format_html_join("", "<tr>{}</tr>", ((_render_row(row),) for row in block.rows))
        return format_html(_TABLE, rows)
    inside = _render_cell(block.rows[0][0])
    if block.kind == "heading":
        return format_html('<h3 class="app-text__heading">{}</h3>', inside)
    return format_html('<p class="app-text__block app-text__block--{}">{}</p>', block.kind, inside)


def _render_row(row: tuple[Cell, ...]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((_render_cell(cell),) for cell in row))


def _render_cell(cell: Cell) -> SafeString:
    return format_html_join("", "{}", ((_render_piece(piece),) for piece in cell))


def _render_piece(piece: Piece) -> SafeString:
    form = '<b data-start="{}">{}</b>' if piece.bold else '<span data-start="{}">{}</span>'
    words = _BAR if piece.struck else format_html(form, piece.start, piece.text)
    anchors = format_html_join("", '<span class="app-anchor" id="mark-{}"></span>', ((name,) for name in piece.anchors))
    own = [mark for mark in piece.marks if mark.kind != FOUND]
    if len(own) < len(piece.marks):
        words = format_html('<mark class="app-found">{}</mark>', words)
    if not own:
        return format_html("{}{}", anchors, words)
    inner = own[-1]
    begins = inner in piece.begins
    kind = state_words(inner.kind)
    return format_html(
        '{}<mark class="app-mark app-mark--{}" data-kind="{}" data-passage="{}">'
        '<a class="app-mark__link" href="#card-{}" draggable="false"{}>{}{}</a>{}</mark>',
        anchors,
        inner.kind,
        f"{kind} {inner.number}".strip(),
        " ".join(str(mark.passage) for mark in reversed(own)),
        inner.passage,
        "" if begins else SafeString(' tabindex="-1"'),
        format_html('<span class="govuk-visually-hidden">{}: </span>', kind) if begins else "",
        words,
        format_html_join("", _NUMBER, ((m.number,) for m in reversed(piece.ends) if m.number != "")),
    )
