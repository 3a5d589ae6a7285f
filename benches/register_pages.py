"""Pages of minutes for the large register: written in the manner of the example pages, with the counts that are asked.

Ten people, ten items, seven or eight actions, four decisions and four sums a page. The real reader reads each once;
the words that `register_words` made stand for others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benches.register_words import LENGTHS, PLACE_LENGTH, SHAPES, make_words

YEAR = 2017  # of every page as it is written; told again, it is another
MONTHS = ((1, "January"), (3, "March"), (5, "May"), (7, "July"), (9, "September"), (11, "November"))
STYLES = 6
BODIES = ("Borough Council", "County Council", "Police", "Fire and Rescue Service", "Probation", "Housing Trust")
TITLES = (
    "Burglary and vehicle crime",
    "Anti-social behaviour",
    "Domestic abuse",
    "Town centre cameras",
    "Grants and spending",
    "Youth work",
    "Hate crime",
    "Serious violence",
)
MEASURES = ("burglary", "shoplifting", "vehicle crime", "criminal damage", "hate crime", "robbery", "arson", "theft")
REPORTS = (
    "The group heard that the {0} near the {1} had grown this quarter, and that residents of {2} were uneasy.",
    "Officers said that a {0} was seen beside the {1} on most evenings, and that the {2} had been told of it.",
    "Partners were told that the work on the {0} goes well, although the {1} and the {2} are slower than was hoped.",
    "Members asked how the {0} was paid for, whether the {1} would last, and who looks after the {2} in the winter.",
    "Reports of anti-social behaviour around the {0} came mostly from the {1}, where the {2} closes early.",
    "A survey of the {0} showed that people feel safer by day, but avoid the {1} and the {2} after dark.",
    "Patrols by the neighbourhood policing team took in the {0}, the {1} and the {2}, with a good response.",
    "The police and the council had met the owners of the {0} about the {1}, and a visit to the {2} is planned.",
)
TASKS = (
    "write to the owners of the {0} about the {1}",
    "send the figures for the {0} to all partners",
    "ask the council to repair the {0} near the {1}",
    "arrange a visit to the {0} with the {1} team",
    "circulate the report on the {0} and the {1}",
    "invite the manager of the {0} to a meeting",
    "check whether the {0} may use the {1} fund",
    "draft a plan for the {0} in the {1} area",
)
DUES = (f"by 28 {{month}} {YEAR}", "at the next meeting", f"by 15 December {YEAR}", "", f"by 31 March {YEAR + 1}")


@dataclass(frozen=True, slots=True)
class Written:
    """A page, with what in it stands for something else: names, place and words."""

    text: str
    month: int
    names: tuple[tuple[str, str], ...]
    place: str
    words: tuple[str, ...]


def write_pages() -> list[Written]:
    """Return all the pages: some for each month in which a partnership meets."""
    return [_write_page(number, month, name) for number in range(STYLES) for month, name in MONTHS]


def _write_page(number: int, month: int, month_name: str) -> Written:
    chance = random.Random(f"page {number} {month}")
    words = ["z" + word for length in LENGTHS for word in make_words(chance, length - 1, 44)]
    names = _name_people(chance)
    place = "Z" + make_words(chance, PLACE_LENGTH - 1, 1)[0]
    chance.shuffle(words)
    busy = (number + month // 2) % 4 == 0
    lines = [*_begin(number, month_name, names, place), *_take_items(chance, month_name, names, words, busy=busy)]
    lines += ["", f"Date of next meeting: 12 {month_name} {YEAR + 1}", ""]
    text = "\n".join(lines)
    return Written(text, month, tuple(names), place, tuple(words))


def _name_people(chance: random.Random) -> list[tuple[str, str]]:
    """Return ten names of whom no two share initials, so that initials in the page are nobody else's."""
    letters = [(a, b) for a, b in zip("ABCDEFGHIJ", "KLMNOPRSTW", strict=True)]
    names = []
    for place, (first, last) in enumerate(letters):
        lengths = SHAPES[place % len(SHAPES)]
        rest = [make_words(chance, length - 2, 1)[0] for length in lengths]
        names.append((f"{first}z{rest[0]}", f"{last}z{rest[1]}"))
    return names


def _begin(number: int, month_name: str, names: list[tuple[str, str]], place: str) -> Iterator[str]:
    body = "Community Safety Partnership" if number % 3 else "Joint Action Group"
    yield from (f"{place} {body}", "", "Minutes of the meeting held on")
    yield from (f"12 {month_name} {YEAR} at 10.00 am in the Corn Hall, {place}", "", "Present:")
    for position, (first, last) in enumerate(names[:8]):
        chair = " (Chair)" if not position else ""
        yield f"{first} {last}{chair}, {place} {BODIES[position % len(BODIES)]}"
    yield from ("", "Apologies:")
    yield from (f"{first} {last}, {place} {BODIES[-1]}" for first, last in names[8:])


def _take_items(
    chance: random.Random, month_name: str, names: list[tuple[str, str]], words: list[str], *, busy: bool
) -> Iterator[str]:
    """Give the lines of ten items: what was reported, counted, settled, paid and asked of whom."""
    at = iter(words * 4)
    titles = ["Minutes of the last meeting", *chance.sample(TITLES, 8), "Any other business"]
    tasks = chance.sample(TASKS, len(TASKS))
    acting = set(chance.sample(range(1, 10), 8 if busy else 7))
    for position, title in enumerate(titles):
        yield from ("", f"{position + 1}. {title}{f' at the {next(at)}' if 0 < position < 9 else ''}", "")
        if not position:
            yield f"The minutes of the meeting held on 10 January {YEAR} were agreed as a true record."
            continue
        for report in chance.sample(REPORTS, chance.choice((4, 5, 6, 7))):
            yield from (report.format(next(at), next(at), next(at)), "")
        if position < 9:
            before, now = chance.randrange(20, 90), chance.randrange(20, 90)
            falls = "fell" if now < before else "rose"
            yield from (f"{MEASURES[position - 1].capitalize()} {falls} from {before} to {now} this quarter.", "")
        if position == 6:
            yield from (f"It was agreed that the {next(at)} should stay open until the {next(at)} is ready.", "")
        if position in (4, 8):
            sums = [chance.randrange(10, 99) * 50 for _ in range(2)]
            yield from (f"It was agreed that £{sums[0]:,} be given to the {next(at)} club for its work.", "")
            yield from (f"The {next(at)} cost £{sums[1]:,} in the last year.", "")
        if position in acting:
            first, last = names[chance.randrange(8)]
            who = first[0] + last[0] if chance.random() < 0.5 else f"{first} {last}"
            due = chance.choice(DUES).format(month=month_name)
            yield f"ACTION: {who} to {tasks.pop().format(next(at), next(at))} {due}".rstrip() + "."
