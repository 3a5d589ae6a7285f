"""The boxes of minutes in a browser, for the walks."""

from __future__ import annotations

from playwright.sync_api import Page, expect

TYPED = "The bus was late.\n\nAB to ask the depot by 30 April 2026."


def box(page: Page, title: str = "3. Late bus"):
    return page.get_by_role("textbox", name=title)


def read(page: Page, title: str = "3. Late bus"):
    return page.get_by_role("group", name=f"What is read in {title}")


def saved_text(title: str = "Late bus") -> str:
    from wapentake.minutes.models import Minute

    found = Minute.objects.filter(item__title=title).first()
    return found.text if found else ""


def sees_saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("All words are saved. Last saved at")
