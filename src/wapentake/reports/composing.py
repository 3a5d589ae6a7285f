"""From a canonical text to a paper: its items, what stands under each, and nothing of what is exempt. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wapentake.kit.errors import Refused
from wapentake.reading.blocks import Block, Kind
from wapentake.reading.document import Document
from wapentake.reading.layout import Layout, lay_out
from wapentake.reading.outline import ITEM_COLUMN, label_of
from wapentake.reading.outline import Head as Title
from wapentake.reading.phrases import load_phrases
from wapentake.reading.read import read_document
from wapentake.reading.record import Item, Record, Source
from wapentake.reports.heading import fill_head, skip_head
from wapentake.reports.papers import Attached, Corrected, Entry, Head, Paper, Part, Settled, Somebody, Task
from wapentake.terms import fold_text, parse_iso, say_date

_KINDS = {Kind.HEADING: "heading", Kind.BULLET: "item", Kind.ROW: "row", Kind.MARGIN: "note"}
AGENDA = "agenda"
_LONGEST_PURPOSE = 60  # "For discussion, 10 minutes"
_IN_TABLE = ("row", "agenda")
ITEMS = Part("paragraph", "", lead="Items")  # as councils' pages have it above the first item
_NOTE_HEADS = frozenset(load_phrases("headings")["margin_columns"])
_TEXT_HEADS = frozenset(load_phrases("headings")["main_columns"])
_WHEN = r"\d{1,4}|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?|(?:Jan|Febr)uary|March|April|May|June|July|August"
_NEXT_DAYS = re.compile(rf"Dates? of next meetings?: ?(?:(?:(?:{_WHEN}|(?:Septem|Octo|Novem|Decem)ber)[ ,.]*)+")
_NUMBER = re.compile(r"^\W*\d[\w./-]*[.):]?\s+")


@dataclass(frozen=True, slots=True)
class Detail:
    """What the register knows of an item beside the text; `paragraph` says under which paragraph it is exempt."""

    number: str
    title: str
    heading: str = ""
    purpose: str = ""
    paragraph: str = ""
    public_interest: str = ""
    urgent_because: str = ""
    attached: tuple[Attached, ...] = ()


def paper_of_text(
    text: str, head: Head, *, details: Sequence[Detail] = (), corrections: Sequence[Corrected] = ()
) -> Paper:
    """Return the paper that a canonical text is under a head.

    Means: the text is kept whole, but for the lines at its top that only say again what the head says, and for what
    stands under an item that is exempt.
    Raises: Refused where an exempt item cannot be told from the rest of the text.
    """
    layout = lay_out(text)
    record = read_document(Document(text), source=Source(name="paper", media_type="", sha256=""))
    head = fill_head(head, layout, record.meeting)
    shown = any(one.manner not in _IN_TABLE for one in layout.outline.heads)
    stop = _begins(layout, 0) if shown else len(layout.blocks)
    first = skip_head(layout, stop, head)
    if head.kind != AGENDA:  # why an item was on the agenda says nothing of what came of it
        details = [replace(one, purpose="") for one in details]
    found = _match(record.items, details)
    _check_exempt(layout, details, list(found.values()))
    entries = [_entry(layout, record, index, found.get(index), shown=shown) for index in range(len(record.items))]
    entries = _correct(entries, corrections)
    known = {id(one) for one in found.values()}
    entries += [_bare(one) for one in details if id(one) not in known and (one.paragraph or one.attached)]
    return Paper(
        head=head,
        parts=_front(layout, first, stop),
        items=tuple(entries),
        closing=_closing(layout) if entries and entries[-1].is_exempt else (),
        corrections=tuple(corrections),
        attendance=tuple(
            Somebody(one.name, one.status, one.organisation or "", one.role or "", one.deputy_for or "")
            for one in record.attendance
        ),
    )


def drop_said(parts: Sequence[Part], entry: Entry) -> tuple[Part, ...]:
    """Return parts without those that only say again what the entry says: its purpose, why it is late, its papers."""
    titles = tuple(one.title for one in entry.attached)
    kept = []
    for part in parts:
        words = part.text
        again = bool(entry.purpose) and words.startswith(f"For {entry.purpose}") and len(words) < _LONGEST_PURPOSE
        again = again or (bool(entry.urgent_because) and words.startswith("Taken late, because:"))
        paper = bool(titles) and (words == "Papers:" or (part.kind == "item" and words.startswith(titles)))
        if not again and not paper:
            kept.append(part)
    return tuple(kept)


def _front(layout: Layout, first: int, stop: int) -> tuple[Part, ...]:
    """Return what stands before the first item, with one line that says where the items begin.

    Means: a list of names that follows that line is who sent apologies, so its place is kept.
    """
    parts: list[Part] = []
    for at in range(stop):
        block = layout.blocks[at]
        if label_of(block.words) in ITEM_COLUMN:
            parts.append(ITEMS)
        elif at >= first and not _heads_column(layout.blocks, at):
            parts.append(_part(layout.text, block, joined=at > first and not block.gap))
    if ITEMS not in parts and layout.outline.heads and stop < len(layout.blocks):
        parts.append(ITEMS)
    return tuple(parts)


def _match(items: Sequence[Item], details: Sequence[Detail]) -> dict[int, Detail]:
    """Return for the index of each item what the register knows of it: by its title, or else by its number."""
    found: dict[int, Detail] = {}
    left = list(details)
    for same in (_is_named, _is_numbered):
        for index, item in enumerate(items):
            detail = next((one for one in left if index not in found and same(item, one)), None)
            if detail is not None:
                found[index] = detail
                left.remove(detail)
    return found


def _is_named(item: Item, detail: Detail) -> bool:
    return fold_text(item.title) in _names(detail)


def _is_numbered(item: Item, detail: Detail) -> bool:
    return bool(detail.number) and str(item.number) == detail.number


def _names(detail: Detail) -> set[str]:
    return {fold_text(name) for name in (detail.title, detail.heading) if name}


def _check_exempt(layout: Layout, details: Sequence[Detail], matched: Sequence[Detail]) -> None:
    """Refuse a text in which an exempt item's title stands, but heads nothing: its words could not be held back."""
    known = {id(one) for one in matched}
    folded = fold_text(layout.text)
    for detail in details:
        if detail.paragraph and id(detail) not in known and any(name in folded for name in _names(detail)):
            raise Refused(
                "exempt-not-found",
                f"The exempt item “{detail.title}” could not be told from the rest of the text, so nothing was "
                "published. Give it a heading of its own, with its title just as it stands on the agenda.",
            )


def _entry(layout: Layout, record: Record, index: int, detail: Detail | None, *, shown: bool) -> Entry:
    item, heads = record.items[index], layout.outline.heads
    at = heads[index].block
    stop = _begins(layout, index + 1)
    entry = Entry(
        number="" if item.number is None else str(item.number),
        title=item.title,
        heading=_heading(layout.blocks[at], heads[index]) if shown else "",
        presenter=", ".join(item.presenters),
    )
    if detail is not None:
        entry = replace(entry, purpose=detail.purpose, urgent_because=detail.urgent_because, attached=detail.attached)
        if detail.paragraph:
            return _closed(entry, detail)
    if not shown:
        return replace(entry, tasks=_tasks(record, index), settled=_settled(record, index))
    rest = _rest_of(layout.text, layout.blocks[at])
    return replace(
        entry,
        parts=drop_said((*rest, *_parts(layout, at + 1, stop)), entry),
        tasks=_tasks(record, index),
        settled=_settled(record, index),
    )


def _closed(entry: Entry, detail: Detail) -> Entry:
    """Return an exempt item: its title, its paragraph, and why telling it would not serve the public."""
    return Entry(
        number=entry.number,
        title=entry.title,
        heading=entry.heading or (f"{entry.number}. {entry.title}" if entry.number else entry.title),
        paragraph=detail.paragraph,
        public_interest=detail.public_interest,
    )


def _closing(layout: Layout) -> tuple[Part, ...]:
    """Return the line at the very end that says when the next meetings are, which belongs to no item."""
    last = layout.blocks[-1]
    part = _part(layout.text, last, joined=False)
    return (part,) if _NEXT_DAYS.fullmatch(f"{part.lead}{part.text}") else ()


def _bare(detail: Detail) -> Entry:
    """Return an item of the agenda that the text does not name."""
    entry = Entry(
        number=detail.number,
        title=detail.title,
        heading=f"{detail.number}. {detail.title}" if detail.number else detail.title,
        purpose=detail.purpose,
        attached=detail.attached,
    )
    return _closed(entry, detail) if detail.paragraph else entry


def _begins(layout: Layout, index: int) -> int:
    """Return the index of the block at which an item begins: that of its head, or of its number alone above that."""
    heads = layout.outline.heads
    if index >= len(heads):
        return len(layout.blocks)
    at = heads[index].block
    return at - 1 if at and _number_stands_above(layout.blocks[at - 1], heads[index]) else at


def _number_stands_above(above: Block, head: Title) -> bool:
    return head.number is not None and above.words.strip("* .") == head.number


def _heading(block: Block, head: Title) -> str:
    """Return the words that head an item: its number as printed, its title, and who presents it."""
    before = block.words[: head.span[0] - block.start].strip("* |\n")
    number = f"{block.marker} {before}".strip() or head.number or ""
    return f"{number} {head.title}" if number else head.title


def _rest_of(text: str, block: Block) -> tuple[Part, ...]:
    """Return what follows the title in the block that heads an item: after a bold run, or in the cells after it."""
    if block.kind is Kind.ROW:
        cells = [" ".join(text[a:b].split()) for a, b in block.cells[2:]]
        return tuple(Part("paragraph", cell) for cell in cells if cell)
    if block.bold or block.lead <= block.start or block.kind is Kind.HEADING:
        return ()
    rest = " ".join(block.words[block.lead - block.start :].split()).lstrip(": ")
    return (Part("paragraph", rest),) if rest else ()


def _parts(layout: Layout, start: int, stop: int) -> tuple[Part, ...]:
    blocks = layout.blocks
    kept = [at for at in range(start, stop) if not _heads_column(blocks, at)]
    return tuple(_part(layout.text, blocks[at], joined=at > start and not blocks[at].gap) for at in kept)


def _heads_column(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block only heads the column of notes ("Action"), or that of the text beside it ("Item")."""
    words = blocks[at].words.strip("* :").casefold()
    if blocks[at].kind is Kind.MARGIN:
        return words in _NOTE_HEADS
    beside = blocks[at + 1 : at + 2]
    return words in _TEXT_HEADS and any(one.kind is Kind.MARGIN and _heads_column([one], 0) for one in beside)


def _part(text: str, block: Block, *, joined: bool) -> Part:
    kind = _KINDS.get(block.kind, "paragraph")
    words = " ".join(block.words.split())
    if block.kind is Kind.MARGIN:
        return Part(kind, words.replace(" / ", ", "))
    if block.kind is Kind.ROW:
        return Part(kind, words, cells=tuple(" ".join(text[a:b].split()) for a, b in block.cells), joined=joined)
    if block.bold:
        return Part(kind, "", lead=words, level=block.level, marker=block.marker, joined=joined)
    cut = block.lead - block.start
    lead = " ".join(block.words[:cut].strip("*").split()) if cut > 0 else ""
    rest = block.words[cut:] if cut > 0 else block.words
    gap = " " if lead and rest[:1].isspace() else ""
    words = gap + " ".join(rest.split())
    return Part(kind, words, lead=lead, level=block.level, marker=block.marker, joined=joined)


def _tasks(record: Record, index: int) -> tuple[Task, ...]:
    return tuple(Task(one.text, one.owners, _due(one.due)) for one in record.actions if one.item == index)


def _due(due: object) -> str:
    day, event = getattr(due, "date", None), getattr(due, "event", None)
    on = parse_iso(day)
    return ", ".join(filter(None, [event, say_date(on) if on else day]))


def _settled(record: Record, index: int) -> tuple[Settled, ...]:
    return tuple(Settled(one.kind, one.text, one.condition or "") for one in record.decisions if one.item == index)


def _correct(entries: Sequence[Entry], corrections: Sequence[Corrected]) -> list[Entry]:
    """Return the items with each correction at the one under which it belongs."""
    of: Mapping[str, Sequence[Corrected]] = {
        title: [one for one in corrections if one.item and _key(one.item) == title]
        for title in {_key(one.item) for one in corrections if one.item}
    }
    return [replace(one, corrections=tuple(of.get(_key(one.title), ()))) for one in entries]


def _key(title: str) -> str:
    return fold_text(_NUMBER.sub("", title))
