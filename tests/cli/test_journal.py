"""`wapentake journal`: the whole journal or one year of it, in three forms, and clear words where there is none."""

import csv
import io
from datetime import date

import pytest
from click.testing import CliRunner

from wapentake.cli import main


@pytest.fixture
def journal(partnership, coordinator, monkeypatch):
    """Two years with an entry each, and a draft that is not written."""
    from tests.money.made import Books
    from wapentake.money.changes import set_limit

    monkeypatch.setattr("wapentake.cli.journal.open_register", lambda **_: None)
    for year in (2017, 2018):
        books = Books(partnership, coordinator, year)
        books.invoice(books.fund(f"Main {year}"), "12.50", text="=HYPERLINK(1)", party='The "Fox"')
    set_limit(partnership, 0, since=date(2017, 4, 1), by=coordinator)
    books.invoice(books.journal.funds.get(), 99)


def run(*words):
    return CliRunner().invoke(main, ["journal", *words])


@pytest.mark.django_db
def test_each_form(journal):
    told = run("harrowmere").output
    assert 'option "title" "Harrowmere Community Safety Partnership"' in told
    assert told.count(" 12.50 GBP") == told.count(" -12.50 GBP") == 2 * 2  # and the balances after the last day
    assert "99.00" not in told
    told = run("harrowmere", "--format", "hledger", "--year", "2018/19").output
    assert "2018-06-12 * (" in told
    assert "2017-06-12" not in told
    head, *rows = csv.reader(io.StringIO(run("Harrowmere Community Safety Partnership", "--format", "csv").output))
    assert [(row[head.index("Year")], row[head.index("Account")], row[head.index("Debit")]) for row in rows] == [
        ("2017/18", "spend", "12.50"),
        ("2017/18", "creditors", ""),
        ("2018/19", "spend", "12.50"),
        ("2018/19", "creditors", ""),
    ]
    assert {row[head.index("Text")] for row in rows} == {"'=HYPERLINK(1)"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "There is no partnership called nowhere"),
        (["harrowmere", "--year", "2018"], "Name a financial year such as 2018/19"),
        (["harrowmere", "--year", "2030/31"], "has no journal of 2030/31"),
        (["harrowmere", "--format", "xls"], "Invalid value for '--format'"),
    ],
)
def test_what_cannot_be_written_is_told(words, said, journal):
    done = run(*words)
    assert done.exit_code
    assert said in done.output


@pytest.mark.django_db
def test_a_partnership_is_named_by_how_just_one_begins(journal):
    from wapentake.accounts.models import Partnership

    assert run("harrow").output == run("harrowmere").output
    Partnership.objects.create(name="Harrowgate", slug="harrowgate")
    assert "Several partnerships begin with harrow: harrowgate, harrowmere. Name one of them." in run("harrow").output
    assert run("harrowm").exit_code == 0
    assert "There is no partnership called ." in run("").output
