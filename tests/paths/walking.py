"""What a person does at a page, in few words."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class Walk:
    """A person at the register of one partnership."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home

    def go(self, path: str = "") -> Walk:
        """Open a page of the partnership by its address."""
        self.page.goto(self.home + path)
        return self

    def see(self, words: str | re.Pattern[str]) -> Walk:
        """Say what must be on the page."""
        expect(self.page.locator("#main-content")).to_contain_text(words)
        return self

    def head(self, words: str | re.Pattern[str]) -> Walk:
        """Say what the page must be headed."""
        expect(self.page.locator("h1")).to_contain_text(words)
        return self

    def link(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("body")).get_by_role("link", name=name).first

    def button(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("body")).get_by_role("button", name=name).first

    def follow(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Walk:
        self.link(name, within=within).click()
        return self

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Walk:
        self.button(name, within=within).click()
        return self

    def card(self, words: str | re.Pattern[str]) -> Locator:
        """The card on which these words stand."""
        return self.page.locator("li.app-card[id^=card-]").filter(has_text=words).first

    def mark_of(self, card: Locator) -> Locator:
        """The marked words that a card rests on."""
        passage = card.get_attribute("data-passage")
        return self.page.locator(f'mark[data-passage~="{passage}"]').first

    def sees_words(self, words: str) -> Walk:
        """Say that words are marked, in view, and that their mark stands out from the others."""
        mark = self.page.locator("mark.is-picked").filter(has_text=words)
        expect(mark.first).to_be_in_viewport()
        return self

    def point_at(self, words: Locator) -> Walk:
        """Move the mouse onto words that may stand on several lines."""
        words.scroll_into_view_if_needed()
        x, y = words.evaluate("one => { const b = one.getClientRects()[0]; return [b.left + 4, b.top + b.height / 2] }")
        self.page.mouse.move(x, y)
        return self

    def renew(self) -> Walk:
        self.page.reload()
        return self

    def count_waiting(self) -> int:
        """Return how many proposals of the page wait."""
        return int(self.page.locator("#waiting").inner_text().split()[0])

    def stay(self) -> None:
        """Leave a sign in the page, which a reload would lose."""
        self.page.evaluate("() => { window.stayed = true }")

    def stayed(self) -> bool:
        return self.page.evaluate("() => window.stayed === true")

    # By keyboard alone

    def tab_to(self, target: Locator, *, most: int = 400, back: bool = False) -> Walk:
        """Go on with the tabulator until this has the focus, which must then be seen."""
        expect(target).to_be_visible()
        wanted = target.element_handle()
        for _ in range(most):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate("wanted => document.activeElement === wanted", wanted):
                assert self.shows_focus(), f"the focus on {target} is not to be seen"
                return self
        raise AssertionError(f"the keyboard does not reach {target}")

    def shows_focus(self) -> bool:
        """Return whether what has the focus looks otherwise than without it, and lies in the window."""
        return self.page.evaluate(
            """() => {
                const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
                const shown = look.outlineStyle !== "none" || look.boxShadow !== "none";
                return shown && box.bottom > 0 && box.top < innerHeight && box.width > 0;
            }"""
        )

    def has_focus(self) -> str:
        """Name what has the focus: its id, or its words."""
        return self.page.evaluate(
            "() => { const one = document.activeElement; return one.id || one.textContent.trim().slice(0, 80) }"
        )

    def has_focus_in(self, card: Locator) -> bool:
        """Return whether the focus is on a card or in it, which may be a moment away."""
        expect(card.locator(":focus").or_(card.and_(self.page.locator(":focus")))).to_have_count(1)
        return True

    # Adding pages

    def upload(self, *files: Path | dict) -> Walk:
        """Choose files on the page that adds them, and send them."""
        self.page.get_by_label("Files", exact=True).set_input_files(list(files))
        return self.press("Add these files")
