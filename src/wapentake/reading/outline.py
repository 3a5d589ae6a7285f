"""Which blocks head the items of the agenda, and to which item each other block belongs.

Minutes head their items in one manner each: numbered, as headings, in bold, in capitals, in an agenda table, or by mere
short lines. Every manner that a page shows is weighed, and the best one is taken; the rest are sub-headings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.moments import find_moments
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Span
from wapentake.terms.days import FinancialYear
from wapentake.terms.names import fold_text

_LISTS = load_phrases("headings")
STANDING = frozenset(_LISTS["standing_items"])
ATTENDANCE = frozenset(_LISTS["attendance"])
SUB_LABELS = frozenset(_LISTS["sub_labels"])
META_LABELS = frozenset(_LISTS["meta_labels"])
ACTION_LISTS = frozenset(_LISTS["action_lists"])
DECISION_LISTS = frozenset(_LISTS["decision_lists"])
AGENDA_COLUMNS = frozenset(_LISTS["agenda_columns"])
_NUMBER = re.compile(
    r"(?P<said>(?:Agenda )?Item(?: No\.?)?|AGENDA ITEM|ITEM|Minute(?: No\.?)?)?[ \n]*"
    r"(?P<number>(?:[A-Z]{1,4}(?:[/ .-]|(?=\d+/\d)))?\d{1,4}(?:[/-]\d{1,4}){0,2}"
    r"(?:\.\d(?!\d))?(?:[a-z](?![a-z])|[ivx]{1,4}(?![a-z]))?)"
    r"(?P<stop>[ \n]*[.):–-]+)?(?P<space>[ \n\t]+|$)"
)
_ROW_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:/\d{2,4})?)[.)]\s+(?=\*{0,2}[A-Z])")
_WHO_WAS_THERE = re.compile(
    r"\W*(?:present|members present|attendees|attending|in attendance|attendance)\b", re.IGNORECASE
)
_CUT = re.compile(r"view the full [a-z ]{0,20}text for item (\d+)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?:[A-Z]{1,4}[/ .-]?)?\d{1,4}(?:/\d{2,4})?[a-z]?\.?")
_FILE = re.compile(
    r"\s*(?:\b(?:pdf|docx?|word)\s+icon\s*)?\b(?:PDF|DOCX?|XLSX?|PPTX?|RTF)\s+[\d.,]+\s*[KMG]B.*$",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE_END = re.compile(r"[.!?;,]$")
_ACTION_START = re.compile(r"[*\s]*(?:ACTIONS?|Actions?|AP|RESOLVED|Resolved|AGREED|Agreed|NOTED|Noted)\b")
_PURPOSE = re.compile(
    r"\s*\((?:for )?(?:approval|information|discussion|decision|noting|action|update)\)\s*:?$", re.IGNORECASE
)
MOST_WORDS = 24
LONGEST_LABEL = 110
LONGEST_HEAD = 260
MOST_CANDIDATES = 600
CUT_AFTER = 3000


@dataclass(frozen=True, slots=True)
class Head:
    """The block that heads an item: its number as printed, and the span of its title in the text."""

    block: int
    number: str | None
    span: Span
    title: str
    manner: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The heads in order, and for each block the index of its item (None before the first)."""

    heads: tuple[Head, ...]
    item_of: tuple[int | None, ...]
    sub_heads: frozenset[int]

    @property
    def first(self) -> int:
        """Return the index of the block that heads the first item, or the number of blocks where there is none."""
        return self.heads[0].block if self.heads else len(self.item_of)


def label_of(words: str) -> str:
    """Return the words of a possible label in plain lower case without marks: "**Present:**" gives "present".

    Words too long to be a label give "".
    """
    if len(words) > LONGEST_LABEL:
        return ""
    return fold_text(words).strip(" :*.-–—_#[]").removesuffix(" (s)").strip()


def begins_tasks(label: str) -> bool:
    """Whether a heading's label begins a list of this meeting's tasks: "Actions", "Actions relating to …"."""
    if re.search(r"\b(?:previous|last|earlier|matters|minutes)\b", label):
        return False
    return label in ACTION_LISTS or (
        label.startswith(("action points", "actions ", "summary of action")) and len(label.split()) <= 7
    )


def make_outline(text: str, blocks: list[Block]) -> Outline:
    """Return the outline of a page."""
    lists = _task_lists(blocks)
    candidates = [
        head for index, block in enumerate(blocks) if index not in lists and (head := _candidate(text, blocks, index))
    ]
    del candidates[MOST_CANDIDATES:]
    heads = _from_numbers(blocks, candidates)
    if not heads or heads[0].manner in ("plain", "row", "lead"):
        heads = _from_agenda_table(text, blocks) or heads
    heads = heads or _from_manner(blocks, candidates)
    heads = _without_cut_subs(sorted(heads, key=lambda head: head.block), blocks)
    taken = {head.block for head in heads}
    subs = frozenset(head.block for head in candidates if head.block not in taken)
    starts = [head.block for head in heads]
    item_of = tuple((at - 1 if (at := bisect_right(starts, index)) else None) for index in range(len(blocks)))
    return Outline(tuple(heads), item_of, subs)


def _task_lists(blocks: list[Block]) -> set[int]:
    """Return the indexes of the numbered lines and rows under a heading such as "Actions": they head no items."""
    inside: set[int] = set()
    open_list = False
    for index, block in enumerate(blocks):
        label = re.sub(r"^[\d.]+\s*", "", label_of(block.words)) if len(block.words) < 60 else ""
        if label in ACTION_LISTS or begins_tasks(label):
            open_list = True
        elif block.kind is Kind.HEADING or block.bold:
            open_list = False
        elif open_list and (block.kind in (Kind.BULLET, Kind.ROW, Kind.MARGIN) or _NUMBER.match(block.words)):
            inside.add(index)
        elif len(block.words) > 40:
            open_list = False
    return inside


def _without_cut_subs(heads: list[Head], blocks: list[Block]) -> list[Head]:
    """Return the heads without those that stand shortly before a place where the page cuts an item's text.

    Agenda systems cut after some three thousand characters, so what stands closer heads a part of that item.
    """
    cuts = [(block.start, int(said[1])) for block in blocks if (said := _CUT.search(block.words))]
    if not cuts or any(head.number for head in heads):
        return heads
    kept = [head for head in heads if not any(0 < cut - head.span[0] < CUT_AFTER // 2 for cut, _ in cuts)]
    return heads if _counts_right(heads, cuts) and not _counts_right(kept, cuts) else kept


def _counts_right(heads: list[Head], cuts: list[tuple[int, int]]) -> bool:
    """Whether as many heads stand between the cuts as their numbers say; with one cut nothing can be said."""
    places = [(sum(head.span[0] < cut for head in heads), number) for cut, number in cuts]
    return len(places) > 1 and all(b[0] - a[0] == b[1] - a[1] for a, b in zip(places, places[1:], strict=False))


def _candidate(text: str, blocks: list[Block], index: int) -> Head | None:
    """Return the head that a block would be, or None where it cannot be one."""
    block = blocks[index]
    if block.kind is Kind.MARGIN or (block.kind is Kind.ROW and len(block.cells) > 1):
        return _row_candidate(text, block, index) if block.kind is Kind.ROW else None
    words, start = block.words, block.start
    if len(words) > LONGEST_HEAD and block.lead <= start and "\n" not in words:
        return None
    leads = not block.bold and block.lead > start
    end = block.lead if leads else block.end
    if leads:
        words = words[: end - start]
        inner = words.strip("* ")
        start += words.find(inner)
        words = inner
    number, skip, said = _number_of(block, words)
    if number is None and index and _BARE_NUMBER.fullmatch(blocks[index - 1].words.strip("* ")):
        number = blocks[index - 1].words.strip("* .")
    title = words[skip:]
    title_words = (_FILE.sub("", title) if "KB" in title or "MB" in title or "icon" in title else title).rstrip(
        " :–-\n"
    )
    first_line = title_words.split("\n")[0] if "\n" in title_words and len(title_words) > 90 else title_words
    if _is_no_title(first_line, number, block):
        return None
    begin = start + skip + len(title) - len(title.lstrip())
    first_line = first_line.lstrip()
    manner = _manner_of(block, first_line, leads=leads)
    if said:
        manner = "item"
    return Head(index, number, (begin, begin + len(first_line)), " ".join(first_line.split()), manner)


def _number_of(block: Block, words: str) -> tuple[str | None, int, bool]:
    """Return the number that a block prints, how many characters of its words it takes, and whether "Item" stands before."""
    marker = block.marker.strip("().")
    if marker and (marker.isdigit() or (marker[:-1].isdigit() and marker[-1].isalpha())):
        return marker, 0, False
    found = None if block.marker else _NUMBER.match(words)
    if not found:
        return None, 0, False
    number = found["number"]
    if FinancialYear.from_text(number):
        return None, 0, False
    if not found["said"] and not found["stop"] and (len(number) > 7 or re.fullmatch(r"(?:19|20)\d\d", number)):
        return None, 0, False
    days = find_moments(words[: found.end() + 24])
    if days and days[0].start <= found.start("number"):
        return None, 0, False
    return number, found.end(), bool(found["said"])


def _is_no_title(title: str, number: str | None, block: Block) -> bool:
    """Whether words cannot be an item's title."""
    bare = title.strip(" *")
    if not bare or len(title.split()) > MOST_WORDS or not any(c.isalpha() for c in bare):
        return True
    if ":" in bare and label_of(bare.split(":")[0]) in ATTENDANCE and label_of(bare) not in STANDING:
        return True
    if block.kind is Kind.HEADING:
        return bool(_ACTION_START.match(bare)) and label_of(bare) not in STANDING and len(bare.split()) > 2
    if number is None and (_SENTENCE_END.search(bare) or _ACTION_START.match(bare)):
        return label_of(bare) not in STANDING
    return bare[0].islower() or bool(block.marker and number is None)


def _manner_of(block: Block, title: str, *, leads: bool) -> str:
    """Return the manner in which a block looks like a heading."""
    if block.kind is Kind.HEADING:
        return f"heading {block.level}"
    if block.bold:
        return "bold"
    if title.isupper() and len(title) > 2:
        return "capitals"
    if leads:
        return "lead"
    return "plain"


def _row_candidate(text: str, block: Block, index: int) -> Head | None:
    """Return the head that a table row with a number in its first cell and a title in its second would be."""
    first, second = block.cells[0], block.cells[1]
    number = text[first[0] : first[1]].strip(" .*")
    if opening := _ROW_NUMBER.match(number):
        title = number[opening.end() :].strip("* ").split(" / ")[0]
        at = text.find(title, first[0])
        return (
            Head(index, opening["number"], (at, at + len(title)), title, "row")
            if len(title.split()) <= MOST_WORDS
            else None
        )
    title = text[second[0] : second[1]].split(" / ")[0].strip("* ")
    if not _BARE_NUMBER.fullmatch(number) or not title or len(title.split()) > MOST_WORDS:
        return None
    at = text.find(title, second[0])
    return Head(index, number, (at, at + len(title)), title, "row")


def _value(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))


def _from_numbers(blocks: list[Block], candidates: list[Head]) -> list[Head]:
    """Return the heads of the best run of numbers, with the unnumbered standing items in the same manner."""
    best: list[Head] = []
    best_score = 0.0
    numbered = [head for head in candidates if head.number]
    groups = [
        (manner, [head for head in numbered if head.manner == manner])
        for manner in sorted({head.manner for head in numbered})
    ]
    for manner, heads in [*groups, ("mixed", [head for head in numbered if head.manner not in ("plain", "agenda")])]:
        chain = _longest_chain(heads)
        score = _score_chain(blocks, chain, manner)
        if score > best_score:
            best, best_score = chain, score
    if best_score < 2.5:
        return []
    return best + _joining_heads(best, candidates)


def _joining_heads(chain: list[Head], candidates: list[Head]) -> list[Head]:
    """Return the candidates beside a run of numbers that belong to it: roman parts, gaps in another manner, standing items."""
    taken = {head.block for head in chain}
    first, manner = chain[0].block, chain[0].manner
    known = {head.number for head in chain}
    joined = []
    for head in candidates:
        if head.block in taken or head.block < first:
            continue
        label = label_of(head.title)
        alike = head.manner not in ("row", "plain") or manner in ("plain", "item")
        standing = label in STANDING and label not in SUB_LABELS and head.number is None and alike
        part = (
            head.number is not None
            and bool(re.fullmatch(r"\d+[a-zivx]+", head.number))
            and (head.manner == manner or manner == "item")
        )
        fills = _fills_gap(head, chain, known)
        if standing or part or fills:
            joined.append(head)
            known.add(head.number)
    return joined


def _fills_gap(head: Head, chain: list[Head], known: set[str | None]) -> bool:
    """Whether a numbered candidate in another manner has just the number that its place in the run lacks."""
    if head.number is None or head.number in known or head.manner in ("plain", "row"):
        return False
    value = _value(head.number)
    before = [one for one in chain if one.block < head.block]
    after = [one for one in chain if one.block > head.block]
    low = _value(before[-1].number or "")[-1] if before else 0
    high = _value(after[0].number or "")[-1] if after else low + 3
    return len(value) == 1 and low < value[-1] < high


def _longest_chain(heads: list[Head]) -> list[Head]:
    """Return the longest run of heads whose numbers go up by one, two or three in one part, the rest standing still."""
    best_to: list[tuple[int, int]] = []
    values = [_value(head.number or "") for head in heads]
    best = -1
    for index, value in enumerate(values):
        length, link = 1, -1
        for earlier in range(max(0, index - 80), index):
            if best_to[earlier][0] + 1 > length and _follows(values[earlier], value):
                length, link = best_to[earlier][0] + 1, earlier
        best_to.append((length, link))
        if best < 0 or length > best_to[best][0]:
            best = index
    chain: list[Head] = []
    while best >= 0:
        chain.append(heads[best])
        best = best_to[best][1]
    return chain[::-1]


def _follows(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    if len(before) != len(value):
        return len(before) == 1 and len(value) == 1
    changed = [(a, b) for a, b in zip(before, value, strict=True) if a != b]
    return len(changed) == 1 and 0 < changed[0][1] - changed[0][0] <= 3


def _score_chain(blocks: list[Block], chain: list[Head], manner: str) -> float:
    """Return how much a run of numbers looks like the agenda: its length, its manner, and that text stands under it."""
    if len(chain) < 2:
        return 0.0
    weight = {"item": 3.0, "bold": 2.6, "capitals": 2.2, "lead": 1.8, "row": 1.2, "plain": 1.0, "mixed": 2.0}.get(
        manner, 3.0
    )
    places = [head.block for head in chain] + [len(blocks)]
    filled = sum(1 for a, b in zip(places, places[1:], strict=False) if b - a > 1)
    if manner in ("plain", "row") and filled < 0.5 * len(chain):
        return 0.0
    spread = (chain[-1].block - chain[0].block + 1) / max(1, len(blocks))
    return weight * len(chain) * (0.3 + spread)


def _from_agenda_table(text: str, blocks: list[Block]) -> list[Head]:
    """Return the heads of an agenda given as a table (Item, Description, Lead)."""
    for index, block in enumerate(blocks):
        if not _opens_agenda(text, block):
            continue
        rows = []
        for at in range(index + 1, len(blocks)):
            head = (
                _row_candidate(text, blocks[at], at)
                if blocks[at].kind is Kind.ROW and len(blocks[at].cells) > 1
                else None
            )
            if head is None:
                break
            title = _PURPOSE.sub("", head.title).rstrip(" :")
            rows.append(replace(head, manner="agenda", title=title, span=(head.span[0], head.span[0] + len(title))))
        if len(rows) >= 3:
            return rows
    return []


def _opens_agenda(text: str, block: Block) -> bool:
    """Whether a block begins an agenda in a table: the heading "Agenda", or a row such as Item, Description, Lead."""
    if block.kind is not Kind.ROW:
        return label_of(block.words) == "agenda"
    columns = [label_of(text[a:b]) for a, b in block.cells]
    firsts = ("item", "no", "number", "item no", "agenda item", "")
    return (
        len(columns) > 1
        and not {"discussion", "action", "actions"} & set(columns)
        and columns[0] in firsts
        and bool(set(columns[1:]) & AGENDA_COLUMNS)
    )


def _from_manner(blocks: list[Block], candidates: list[Head]) -> list[Head]:
    """Return the unnumbered heads in the best manner that the page shows."""
    levels = sorted({head.manner for head in candidates if head.manner.startswith("heading")})
    for manner in [*levels, "bold", "capitals", "plain"]:
        heads = [head for head in candidates if head.manner == manner and _may_head(head, blocks, manner)]
        heads = _without_front(heads, blocks)
        if len(heads) >= (2 if manner != "plain" else 3):
            return heads
    return []


def _may_head(head: Head, blocks: list[Block], manner: str) -> bool:
    """Whether an unnumbered head in this manner may head an item: no label, no list of tasks, no day, text below."""
    label = label_of(head.title)
    if label in SUB_LABELS or label in META_LABELS or label in ACTION_LISTS or label in DECISION_LISTS:
        return label in STANDING and label != "minutes"
    block = blocks[head.block]
    if block.words.rstrip().endswith(":") and label not in STANDING and manner in ("plain", "bold"):
        return False
    days = find_moments(head.title)
    if days and days[0].end - days[0].start > 0.55 * len(head.title):
        return False
    return manner != "plain" or _stands_alone(head, blocks)


def _stands_alone(head: Head, blocks: list[Block]) -> bool:
    """Whether a short plain line has the look of a title and a longer paragraph below it."""
    title = head.title
    if len(title.split()) > 12 or "(" in title[:4] or title.endswith(")") or "@" in title:
        return False
    for below in blocks[head.block + 1 : head.block + 3]:
        if below.kind is Kind.BULLET or len(below.words.split()) > 7:
            return True
    return False


def _without_front(heads: list[Head], blocks: list[Block]) -> list[Head]:
    """Return the heads without those before the first item: the page's title, its labels, the lists of who was there."""
    front = _front_end(blocks)
    kept = [head for head in heads if head.block > front]
    while kept and label_of(kept[0].title) in ATTENDANCE and not _is_standing_apologies(kept[0], blocks):
        below = blocks[kept[0].block + 1 : kept[0].block + 2]
        if (
            below
            and re.search(r"\b(?:received|given|accepted|tendered)\b", below[0].words[:160])
            and label_of(kept[0].title) in STANDING
        ):
            break
        del kept[0]
    return kept


def _front_end(blocks: list[Block]) -> int:
    """Return the index of the last block at the top that only says what page this is: title, day, place, labels."""
    end = 0
    for index, block in enumerate(blocks[:25]):
        label = label_of(block.words)
        short = len(block.words) < 120
        if label in ("no. item", "no item", "items"):
            return index
        named = short and ":" in block.words and label_of(block.words.split(":")[0]) in META_LABELS
        if index < 20 and _WHO_WAS_THERE.match(block.words) and (block.bold or ":" in block.words[:40]):
            end = index
        if named or (short and index < 8 and any(moment.day and moment.year for moment in find_moments(block.words))):
            end = index
    return end


def _is_standing_apologies(head: Head, blocks: list[Block]) -> bool:
    """Whether "Apologies for absence" is an item of its own: an agenda's page has it after its "No. Item" line."""
    before = {label_of(block.words) for block in blocks[max(0, head.block - 2) : head.block]}
    return bool(before & {"no. item", "no item", "items", "item"}) and label_of(head.title) in STANDING
