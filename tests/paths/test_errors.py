"""What goes wrong: addresses, passwords, files and forms; each is told in plain words, and leads on."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.paths.minutes import as_file, take_march
from tests.paths.walking import Walk
from tests.register import PASSWORD
from wapentake.actions.models import Action
from wapentake.intake.work import work_through


def sign_in(walk: Walk, account, password: str = PASSWORD) -> Walk:
    walk.page.get_by_label("Email").fill(account.email)
    walk.page.get_by_label("Password", exact=True).fill(password)
    return walk.press("Sign in")


def test_wrong_password(open_page, partnership, coordinator):
    walk = Walk(open_page(), "/harrowmere/").go("actions/?state=all").head("Sign in")
    sign_in(walk, coordinator, "not the password").see("There is a problem")
    expect(walk.page).to_have_title(re.compile("^Error: Sign in"))
    expect(walk.page.locator(".govuk-error-summary")).to_be_focused()
    expect(walk.page.get_by_label("Email")).to_have_value(coordinator.email)
    sign_in(walk, coordinator).head("Actions")  # where one wanted to go
    expect(walk.page).to_have_url(re.compile(r"/harrowmere/actions/\?state=all$"))
    walk.press("Sign out").head("Sign in")
    walk.go().head("Sign in")


@pytest.mark.parametrize("path", ["/harrowmere/", "/harrowmere/pages/1/", "/saltby/", "/nowhere/at/all/"])
def test_other_addresses_are_not_found(walk, partnership, other_partnership, stranger, path):
    walk = walk(stranger)
    answer = walk.page.goto(path.replace("saltby/", "saltby/actions/999/"))
    assert answer.status == 404
    walk.head("Page not found")
    walk.follow("Go to the first page").head("Saltby Community Safety Partnership")


def test_file_that_is_not_what_its_name_says(walk, partnership):
    walk = walk().go("pages/add/")
    picture = {"name": "march.pdf", "mimeType": "application/pdf", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    walk.upload(picture, as_file("empty-of-sense.md", "...\n")).see("2 pages are in the queue")
    work_through()
    row = walk.renew().page.get_by_role("row").filter(has_text="march.pdf")
    expect(row).to_contain_text("Could not be read")
    expect(row.locator("p")).not_to_be_empty()
    walk.go().see(re.compile("pages? that could not be read"))
    walk.go("pages/").press(re.compile("^Try again")).see("march.pdf is in the queue")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_empty_forms_say_what_is_missing(walk, partnership, scripts):
    walk = walk(scripts=scripts)
    for button, words, field in (
        ("Add these files", "Choose at least one file", "Files"),
        ("Add this text", "Paste the text of the minutes", "The minutes"),
        ("Bring the pages in", "Enter the address of the site", "Address of the council"),
    ):
        walk.go("pages/add/").press(button).see("There is a problem")
        expect(walk.page).to_have_title(re.compile("^Error: "))
        summary = walk.page.locator(".govuk-error-summary")
        if scripts:
            expect(summary).to_be_focused()
        wrong = walk.page.get_by_label(field, exact=field == "Files")
        expect(wrong).to_have_attribute("aria-invalid", "true")
        summary.get_by_role("link", name=re.compile(words)).click()
        if scripts:
            expect(wrong).to_be_focused()
        expect(wrong).to_be_in_viewport()


def test_empty_file_is_told(walk, partnership):
    walk().go("pages/add/").upload(as_file("empty.txt", "", "text/plain")).see("The selected file is empty")


def test_correction_without_its_words(walk, partnership, coordinator):
    walk = walk().go(f"pages/{take_march(partnership, coordinator).pk}/")
    walk.follow("Correct", within=walk.card("report on the sessions")).head("Correct: action")
    walk.page.get_by_label("What is to be done").fill("")
    day = walk.page.get_by_role("group", name=re.compile("By which day"))
    day.get_by_label("Day").fill("31")
    day.get_by_label("Month").fill("February")
    day.get_by_label("Year").fill("2024")
    walk.press("Save and accept").see("There is a problem").see("Enter a real date")
    walk.page.get_by_role("link", name=re.compile("By which day")).click()
    expect(day.get_by_label("Day")).to_be_focused()
    expect(day.get_by_label("Month")).to_have_value("February")
    walk.page.get_by_label("What is to be done").fill("report on the sessions")
    day.get_by_label("Day").fill("29")
    walk.press("Save and accept")
    walk.go("actions/").see("29 February 2024")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_session_that_ended_meanwhile_leads_back_to_the_page(walk, partnership, coordinator, scripts):
    document = take_march(partnership, coordinator)
    walk = walk(scripts=scripts).go(f"pages/{document.pk}/")
    Session.objects.all().delete()
    walk.press("Accept", within=walk.card("report on the sessions")).head("Sign in")
    expect(walk.page.locator("h1")).to_have_count(1)
    sign_in(walk, coordinator).head("12 March 2024")
    assert not Action.objects.exists()


def test_page_without_a_day_says_what_to_do(walk, partnership, coordinator):
    from tests.register import take_page

    document = take_page(partnership, "undated.md", "# Notes\n\nACTION: TB to ring the landlords.\n", coordinator)
    walk = walk().go(f"pages/{document.pk}/").see("The page does not say when the meeting was")
    walk.press("Accept", within=walk.card("ring the landlords"))
    walk.see("There is a problem")
    expect(walk.page.locator("h1")).to_have_count(1)
    assert not Action.objects.exists()
