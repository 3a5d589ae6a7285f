"""A bid from its first line to its report: asked, marked, agreed in principle, its condition met, ordered, paid.

Once with the mouse, and once with the keyboard alone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator

from tests.paths.test_accessible import find_faults
from tests.paths.walking import Walk
from wapentake.terms import FinancialYear

TODAY = date.today()  # noqa: DTZ011 - the day of the browser, in whatever year these walks are walked
YEAR = FinancialYear.of(TODAY)


class Mouse:
    """Does what a person does with a mouse."""

    def __init__(self, walk: Walk):
        self.walk, self.page = walk, walk.page

    def press(self, name):
        self.walk.button(name).click()

    def follow(self, name):
        self.walk.link(name).click()

    def write(self, label, words):
        self._box(label).fill(words)

    def tick(self, label):
        self.page.get_by_label(label, exact=True).check()

    def mark(self, group, number):
        self._group(group).get_by_label(str(number), exact=True).check()

    def choose(self, label, words):
        self._box(label).select_option(label=words)

    def date(self, group, on):
        for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            self._group(group).get_by_label(part).fill(str(value))

    def _box(self, label) -> Locator:
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}"))

    def _group(self, name) -> Locator:
        return self.page.get_by_role("group", name=re.compile(rf"^{re.escape(name)}"))


class Keys(Mouse):
    """Does the same with the keyboard alone: what has the focus is always to be seen."""

    def _go(self, target: Locator):
        self.walk.tab_to(target)
        return self.page.keyboard

    def press(self, name):
        self._go(self.walk.button(name)).press("Enter")

    def follow(self, name):
        self._go(self.walk.link(name)).press("Enter")

    def write(self, label, words):
        self._type(self._box(label), words)

    def tick(self, label):
        box = self.page.get_by_label(label, exact=True)
        if box.get_attribute("type") == "checkbox":
            self._go(box).press("Space")
            return
        self._take(self.page.locator(f"input[name={box.get_attribute('name')}]"), box)

    def mark(self, group, number):
        group = self._group(group)
        self._take(group.get_by_role("radio"), group.get_by_label(str(number), exact=True))

    def _take(self, choices: Locator, wanted: Locator):
        """Go to a row of choices, where the focus comes to the chosen one or the first, and on to the wanted."""
        chosen = next((at for at in range(choices.count()) if choices.nth(at).is_checked()), 0)
        keyboard = self._go(choices.nth(chosen))
        keyboard.press("Space")
        for _ in range(choices.count()):
            if wanted.is_checked():
                return
            keyboard.press("ArrowDown")
        raise AssertionError("the arrows do not reach it")

    def choose(self, label, words):
        keyboard = self._go(self._box(label))
        keyboard.press("Home")
        for _ in range(30):
            if self._box(label).evaluate("one => one.selectedOptions[0].label") == words:
                return
            keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {words}")

    def date(self, group, on):
        for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            self._type(self._group(group).get_by_label(part), str(value))

    def _type(self, box: Locator, words):
        keyboard = self._go(box)
        keyboard.press("Control+a")
        keyboard.type(words)


@pytest.fixture
def desk(partnership, coordinator):
    """A year that is open, with one fund, two people who mark and one body that asks."""
    from tests.money.made import Books
    from wapentake.contacts.changes import add_person, meet_organisation

    books = Books(partnership, coordinator, YEAR.start)
    books.fund("Community safety grant", 5_000, drawdown="po-awaited", drawdown_on=TODAY)
    meet_organisation(partnership, "Fenland Police")
    for name in ("Ann Bell", "Tom Ash"):
        add_person(partnership, name, organisation=None, email=f"{name[:3].lower()}@harrowmere.example", by=coordinator)
    return books


@pytest.mark.parametrize("hand", [pytest.param(Mouse, marks=pytest.mark.database), Keys])
def test_bid_from_its_first_line_to_the_report(walk, desk, hand):
    walk = walk()
    person = hand(walk.go("bids/"))
    ask(walk, person)
    mark_it(walk, person)
    decide(walk, person)
    meet_condition(walk, person)
    order_and_pay(walk, person)
    report(walk, person)
    assert find_faults(walk.page) == []
    walk.go("money/report/").see("Community safety grant").see("£2,380.00")
    assert find_faults(walk.page) == []


def ask(walk, person):
    person.follow("Add a bid")
    person.write("What is the bid for?", "Change makers")
    person.choose("Which body asks?", "Fenland Police")
    person.write("Why is it needed?", "Nobody trains those who run the flat.")
    person.write("Revenue", "3,000")
    person.write("How will you know that it worked?", "Certificates")
    person.press(re.compile("^Save$"))
    walk.head("Change makers").see("Circulate it")


def mark_it(walk, person):
    person.press("Circulate it")
    person.tick("Ann Bell")
    person.tick("Tom Ash")
    person.press("Circulate it")
    for name, marks in (("Ann Bell", "45444"), ("Tom Ash", "42444")):
        walk.head("Change makers")
        person.follow(f"Enter the marks of {name}")
        for group, number in zip(("Need", "Fit with", "What it will", "Value for", "Can it be"), marks, strict=True):
            person.mark(group, number)
        person.press(re.compile("^Save$"))
    walk.see("78 %")
    person.press("Finish the marking")
    walk.see("The markers are far apart on Fit with the plan")
    person.follow("Agree on the marks")
    person.mark("Fit with", 4)
    person.write("Why, for Fit with the plan?", "It serves objective 3.")
    person.press(re.compile("^Save$"))
    walk.see("80 %")
    person.press("Finish the moderation")


def decide(walk, person):
    person.press("Record a decision")
    person.tick("Agreed in principle")
    person.write("Who decided it", "The partnership at its meeting")
    person.choose("Which fund pays?", f"Community safety grant, {YEAR}")
    person.write("How much do we give?", "2,380")
    person.write("How much had been set aside", "3,000")
    person.write("On what condition?", "The spaces are filled")
    person.press("Record it")
    walk.see("Agreed in principle").see("£620.00").see("Conditional")


def meet_condition(walk, person):
    person.follow("Attach what shows that the condition is met")
    person.write("What shows that the condition is met?", "All 24 spaces are booked.")
    person.press(re.compile("^Save$"))
    walk.see("Committed")
    walk.go("bids/")
    person.follow("Change makers")
    person.press("Go on: the condition is met")
    walk.see("Approved")
    person.press("Record the signed agreement")
    person.press(re.compile("^Save$"))
    walk.see("Agreement signed")


def order_and_pay(walk, person):
    person.follow("Community safety grant")
    walk.head("Community safety grant")
    person.follow("Say how far the money is")
    person.tick("Purchase order received")
    person.write("Number of the purchase order", "PO 4711")
    person.press(re.compile("^Save$"))
    walk.see("PO 4711").go("bids/")
    person.follow("Change makers")
    person.follow("Enter an invoice for it")
    person.write("Sum", "2,380")
    person.write("What it is for", "Ten weeks of training")
    person.write("Number of the invoice or order", "INV 9")
    person.press("Enter it")
    walk.head("Ten weeks of training").go("money/journal/enter/payment/")
    person.choose("Fund", "Community safety grant")
    person.write("Sum", "2,380")
    person.choose("For which commitment?", "Change makers (Community safety grant)")
    person.write("What it is for", "Training paid")
    person.press("Enter it")
    walk.head("Training paid").go("bids/")
    person.follow("Change makers")
    walk.see("Training paid")
    person.press("Start paying")


def report(walk, person):
    person.follow("Ask for a report")
    person.date("By when should", TODAY + timedelta(days=30))
    person.press(re.compile("^Save$"))
    person.follow("Enter what it says")
    person.write("What does it say?", "All came to the end.")
    person.write("Certificates", "22")
    person.press(re.compile("^Save$"))
    walk.see("All came to the end.")
    person.press("Go on to monitoring")
    person.press("Close the bid")
    walk.see("Closed")
