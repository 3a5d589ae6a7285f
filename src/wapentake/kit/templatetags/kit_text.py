"""The minutes' own text with its marks: `{% load kit_text %}{% marked_text text marks %}`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from wapentake.kit.marked import FOUND, Block, Cell, Mark, Piece, cut_blocks
from wapentake.kit.templatetags.kit import state_words

register = template.Library()

_BAR = '<span class="app-struck"><span class="govuk-visually-hidden">struck out</span></span>'


@register.simple_tag
def marked_text(text: str, marks: Iterable[Mark], struck: Iterable[tuple[int, int]] = ()) -> SafeString:
    """Show the canonical text; each mark leads to `#card-ID` of its passage and is itself `#mark-ID`.

    Struck-out words are not sent to the browser at all. Each run of words says in `data-start` where it begins.
    A page has hundreds of pieces, so they are put together as plain strings; all words of the page go through `escape`.
    """
    return mark_safe("\n".join(_render_block(block) for block in cut_blocks(text, marks, struck)))  # noqa: S308 - escaped


def _render_block(block: Block) -> str:
    if block.kind == "table":
        rows = "".join(f"<tr>{''.join(f'<td>{_render_cell(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
        table = f'<table class="app-text__table">{rows}</table>'
        return f'<div class="app-table-scroll" role="region" aria-label="Table" tabindex="0">{table}</div>'
    inside = _render_cell(block.rows[0][0])
    if block.kind == "heading":
        return f'<h3 class="app-text__heading">{inside}</h3>'
    return f'<p class="app-text__block app-text__block--{block.kind}">{inside}</p>'


def _render_cell(cell: Cell) -> str:
    return "".join(map(_render_piece, cell))


def _render_piece(piece: Piece) -> str:
    tag = "b" if piece.bold else "span"
    words = _BAR if piece.struck else f'<{tag} data-start="{piece.start}">{escape(piece.text)}</{tag}>'
    anchors = "".join(f'<span class="app-anchor" id="mark-{name}"></span>' for name in piece.anchors)
    own = [mark for mark in piece.marks if mark.kind != FOUND]
    if len(own) < len(piece.marks):
        words = f'<mark class="app-found">{words}</mark>'
    return anchors + (_wrap(words, own, piece) if own else words)


def _wrap(words: str, own: list[Mark], piece: Piece) -> str:
    """Return the words in the mark of the narrowest passage that covers them."""
    inner = own[-1]
    begins = inner in piece.begins
    kind = escape(state_words(inner.kind))
    said = f'<span class="govuk-visually-hidden">{kind}: </span>' if begins else ""
    label = f"{kind} {inner.number}".strip()
    ends = (mark.number for mark in reversed(piece.ends) if mark.number != "")
    numbers = "".join(f'<span class="app-mark__number" aria-hidden="true">{number}</span>' for number in ends)
    passages = " ".join(str(mark.passage) for mark in reversed(own))
    tabindex = "" if begins else ' tabindex="-1"'
    return (
        f'<mark class="app-mark app-mark--{inner.kind}" data-kind="{label}" data-passage="{passages}">'
        f'<a class="app-mark__link" href="#card-{inner.passage}" draggable="false"{tabindex}>{said}{words}</a>'
        f"{numbers}</mark>"
    )
