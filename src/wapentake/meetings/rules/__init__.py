"""What a name in minutes is, how a meeting goes from the calendar to the archive, and on which days bodies meet.

Pure values. Bank holidays are those of England and Wales, from a library that carries them: nothing is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr
from holidays import country_holidays

from wapentake.kit.errors import Verdict
from wapentake.terms import MeetingState as State
from wapentake.terms import fold_text, say_date
from wapentake.terms.days import MONTHS, WEEKDAYS

_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]|[A-Z]{2,4}|[A-Z]{2}[a-rt-z]")  # "PCs" are several


def is_initials(written: str) -> bool:
    """Return whether an owner is written as initials: "MS", "MFl", "TBL"; "Clerk" and "All Partners" are none."""
    return bool(_INITIALS.fullmatch(written)) and written != "ALL"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a meeting: from which states, to which, what its button says, and whether a chair may take it too."""

    name: str
    words: str
    start: tuple[State, ...]
    end: State
    chair: bool = False


CALLED = (State.PLANNED, State.AGENDA_DRAFT, State.AGENDA_PUBLISHED)
STEPS = {
    step.name: step
    for step in (
        Step("draft-agenda", "Start the agenda", (State.PLANNED,), State.AGENDA_DRAFT),
        Step(
            "publish-agenda",
            "Publish the agenda",
            (State.AGENDA_DRAFT, State.AGENDA_PUBLISHED),
            State.AGENDA_PUBLISHED,
        ),
        Step("hold", "Start the minutes", CALLED, State.HELD),
        Step("finish", "Send the draft to the chair", (State.HELD,), State.MINUTES_DRAFT),
        Step(
            "reopen",
            "Go back to writing",
            (State.MINUTES_DRAFT, State.CLEARED, State.CIRCULATED, State.PUBLISHED_DRAFT),
            State.HELD,
        ),
        Step("clear", "Clear the draft", (State.MINUTES_DRAFT,), State.CLEARED, chair=True),
        Step("circulate", "Circulate the draft", (State.CLEARED,), State.CIRCULATED),
        Step(
            "publish-draft",
            "Publish as a draft",
            (State.CLEARED, State.CIRCULATED, State.PUBLISHED_DRAFT),
            State.PUBLISHED_DRAFT,
        ),
        Step(
            "confirm",
            "Record that they were confirmed",
            (State.CLEARED, State.CIRCULATED, State.PUBLISHED_DRAFT),
            State.CONFIRMED,
        ),
        Step("publish", "Publish the minutes", (State.CONFIRMED, State.RECORDED, State.PUBLISHED), State.PUBLISHED),
        Step("archive", "Archive", (State.PUBLISHED,), State.ARCHIVED),
        Step("cancel", "Cancel the meeting", CALLED, State.CANCELLED),
    )
}
"""Every step that a meeting may take, by name."""

TYPED = (State.HELD,)  # the minutes may be written
STANDING = (
    State.CIRCULATED,
    State.PUBLISHED_DRAFT,
    State.RECORDED,
)  # others have it: corrected beside
CLOSED = (State.CONFIRMED, State.PUBLISHED, State.ARCHIVED)  # their text is not edited any more


def may_step(state: str, step: Step) -> Verdict:
    """Return whether a meeting in a state may take a step."""
    if state in step.start:
        return Verdict()
    wanted = " or ".join(f"“{one.value}”" for one in step.start)
    return Verdict((f"This meeting stands at “{state}”. “{step.words}” needs {wanted}.",))


def steps_from(state: str) -> tuple[Step, ...]:
    """Return the steps that a meeting in a state may take, the way forward first."""
    return tuple(step for step in STEPS.values() if state in step.start)


# On which days a body meets

WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
ODD, EVEN, ALL = tuple(range(1, 13, 2)), tuple(range(2, 13, 2)), tuple(range(1, 13))
LEAST_DAYS = 3  # that a pattern is guessed from
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULE = re.compile(r"FREQ=MONTHLY;BYMONTH=([\d,]+);BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A weekday (0 is Monday) of a week (1 to 4, or -1 for the last) of some months."""

    week: int
    weekday: int
    months: tuple[int, ...]

    def __str__(self) -> str:
        """Say it as people do: "the second Monday of odd months"."""
        return f"the {WEEKS[self.week]} {WEEKDAYS[self.weekday]} of {_say_months(self.months)}"

    @property
    def rule(self) -> str:
        """Return it as a recurrence of iCalendar."""
        months = ",".join(map(str, self.months))
        return f"FREQ=MONTHLY;BYMONTH={months};BYDAY={self.week}{_CODES[self.weekday]}"


def _say_months(months: tuple[int, ...]) -> str:
    named = {ODD: "odd months", EVEN: "even months", ALL: "every month"}.get(months)
    names = [MONTHS[month - 1] for month in months]
    return named or (f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0])


def read_rule(rule: str) -> Pattern | None:
    """Return the pattern that a recurrence means; None for none, and for one that this product does not write."""
    found = _RULE.fullmatch(rule)
    if found is None:
        return None
    months = tuple(sorted({int(one) for one in found[1].split(",") if one}))
    return Pattern(int(found[2]), _CODES.index(found[3]), months) if months and set(months) <= set(ALL) else None


def list_days(rule: str, *, since: date, until: date) -> list[date]:
    """Return the days from `since` to `until` that a recurrence gives; none for an empty one."""
    if not rule:
        return []
    start, end = (datetime(one.year, one.month, one.day) for one in (since, until))  # noqa: DTZ001 - days alone
    return [one.date() for one in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


@dataclass(frozen=True, slots=True)
class Guess:
    """A pattern that `fits` of `total` days show."""

    pattern: Pattern
    fits: int
    total: int


def guess_rule(days: Iterable[date]) -> Guess | None:
    """Return the pattern in which a body has mostly met, or None where fewer than three days or half of them show one.

    Means: a month counts where more than half as many meetings fell in it as in the commonest; of some odd months
    all odd ones are taken, since a meeting may have been moved or not written down. Source: local practice.
    """
    met = sorted(set(days))
    weeks = Counter((week, day.weekday()) for day in met for week in _weeks_of(day))
    if not weeks:
        return None
    (week, weekday), fits = max(weeks.items(), key=lambda one: (one[1], one[0][0] > 0, -one[0][0]))
    if fits < LEAST_DAYS or fits * 2 <= len(met):
        return None
    months = Counter(day.month for day in met if day.weekday() == weekday and week in _weeks_of(day))
    kept = {month for month, many in months.items() if many * 2 > max(months.values())}
    return Guess(Pattern(week, weekday, _round_months(kept)), fits, len(met))


def _weeks_of(day: date) -> list[int]:
    """Return the weeks of its month that a day lies in: the fourth may be the last too."""
    number = (day.day - 1) // 7 + 1
    last = (day + timedelta(7)).month != day.month
    return [number] * (number < 5) + [-1] * last


def _round_months(months: set[int]) -> tuple[int, ...]:
    if len(months) >= 9:
        return ALL
    for whole in (ODD, EVEN):
        if len(months) >= 3 and months <= set(whole):
            return whole
    return tuple(sorted(months))


# Working days

SATURDAY = 5


def find_holidays(days: Iterable[date]) -> Mapping[date, str]:
    """Return the bank holidays of England and Wales in the years of these days and the years beside them."""
    years = {year for day in days for year in (day.year - 1, day.year, day.year + 1)}
    return dict(country_holidays("GB", subdiv="ENG", years=years).items()) if years else {}


def is_working(day: date, holidays: Container[date]) -> bool:
    """Return whether a day is one from Monday to Friday and no bank holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def say_objection(day: date, holidays: Container[date]) -> str:
    """Return why nobody should be asked to meet on a day, or nothing."""
    if day in holidays:
        return f"{say_date(day)} is a bank holiday. Choose another day."
    return f"{say_date(day)} is a {WEEKDAYS[day.weekday()]}." if day.weekday() >= SATURDAY else ""


def publish_by(on: date, clear_days: int | None, holidays: Container[date]) -> date | None:
    """Return the last day on which the agenda of a meeting is published in time; None where no notice is asked for.

    Means: so many working days lie between that day and the meeting, and neither of the two counts.
    Source: local practice, after section 100B of the Local Government Act 1972 (five in England, three in Wales); it
    binds a partnership only where its terms of reference adopt it.
    """
    if clear_days is None:
        return None
    day, left = on - timedelta(1), clear_days
    while left or not is_working(day, holidays):
        left -= is_working(day, holidays)
        day -= timedelta(1)
    return day


def find_notice(rules: Sequence[tuple[date, int | None]], on: date) -> int | None:
    """Return the clear days that hold for a meeting on a day: those of the last rule that began by then."""
    begun = [rule for rule in rules if rule[0] <= on]
    return max(begun, key=lambda rule: rule[0])[1] if begun else None


def say_left(day: date, *, today: date) -> str:
    """Return how far off a day is: "today", "in 6 days", "3 days ago"."""
    days = (day - today).days
    many = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return "today" if not days else f"in {many}" if days > 0 else f"{many} ago"


def take_turn(rota: str, last: str) -> str:
    """Return who presents next: whoever stands after the last presenter in the rota, a line each; else the first."""
    names = [line.strip() for line in rota.splitlines() if line.strip()]
    if not names:
        return ""
    return names[(names.index(last) + 1) % len(names)] if last in names else names[0]


def year_of(on: date, year_month: int) -> tuple[date, date]:
    """Return the first days of the municipal year in which a day lies and of the next; `year_month` begins it."""
    start = date(on.year if on.month >= year_month else on.year - 1, year_month, 1)
    return start, start.replace(year=start.year + 1)


_ALWAYS_THERE = re.compile(
    r"apolog|declaration|\bminutes\b|matters arising|\bactions?\b|any other business|\bAOB\b|(?:next|future) meeting"
    r"|welcome|introductions|attendance",
    re.IGNORECASE,
)


def guess_standing(agendas: Sequence[Sequence[str]]) -> list[str]:
    """Return the headings that stood on half of the agendas or more, and twice at least, in their usual order.

    Means: titles as written last, the newest agenda first; what is on every agenda unasked is left out.
    """
    written: dict[str, str] = {}
    places: dict[str, list[float]] = {}
    for titles in agendas:
        for place, key in enumerate(dict.fromkeys(map(fold_text, titles))):
            places.setdefault(key, []).append(place / len(titles))
        for title in titles:
            written.setdefault(fold_text(title), title)
    enough = max(2, (len(agendas) + 1) // 2)
    often = [key for key, found in places.items() if len(found) >= enough and not _ALWAYS_THERE.search(written[key])]
    return [written[key] for key in sorted(often, key=lambda key: sum(places[key]) / len(places[key]))]
