"""Sums that minutes state, held against the ledger: the rule in a table of cases, and what a person says of them."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_amount, read_csv
from tests.money.made import Books
from wapentake.kit.errors import Refused
from wapentake.money.changes import close_year, forget_sum, settle_sum
from wapentake.money.models import Reconciled
from wapentake.money.queries.reconcile import reconcile
from wapentake.money.rules.reconciling import Figure, Kind, Stated, cut_sentence, weigh_sum

APRIL = date(2018, 4, 16)
CLOSED, BEFORE = "the closing balance of 2017/18", "the closing balance of 2016/17"
FREE, PREVENT = "what was free at the end of 2017/18", "the award of Home Office Prevent"
FIGURES = [
    Figure(Kind.CLOSING, -154907, CLOSED, start=2017),
    Figure(Kind.CLOSING, 291436, BEFORE, start=2016),
    Figure(Kind.FREE, -319807, FREE, "free", 2017),
    Figure(Kind.BUDGET, 5952950, "the budget of 2018/19", "budget", 2018),
    Figure(Kind.LATE, 1101600, "what earlier years cost", "additional expenditure earlier", 2017),
    Figure(Kind.AWARD, 300000, PREVENT, "Home Office Prevent", 2018, 7),
    Figure(Kind.ENTRY, 50000, "entry 4", "A lunch in the street, Salt Hall", pk=4),
    Figure(Kind.ENTRY, 123456, "entry 5", "Locks", pk=5),
]


@pytest.mark.parametrize(
    ("sentence", "sum_", "role", "verdict", "figure"),
    [
        ("2017/18 closed with a balance of -£1,549.07", "-£1,549.07", "balance", "agrees", CLOSED),
        ("The year closed with a deficit, a balance of £1,549.07", "£1,549.07", "balance", "agrees", CLOSED),
        ("or -£3,198.07 once Prevent is deducted", "-£3,198.07", "balance", "agrees", FREE),
        ("2017/18 closed with a balance of £1,600.00", "£1,600.00", "balance", "differs", CLOSED),
        ("The closing balance of 2016/17 was £2,914.36", "£2,914.36", "balance", "agrees", BEFORE),
        ("The closing balance of 2015/16 was £2,000.00", "£2,000.00", "balance", "missing", None),
        ("The closing balance was £9.00, or £7.00 with a loan", "£7.00", "balance", "missing", None),
        ("The account of the club has a balance of £80.00", "£80.00", "balance", "missing", None),
        ("The budget for 2018/19 is £59,529.50", "£59,529.50", "budget", "agrees", "the budget of 2018/19"),
        ("The budget for 2018/19 is £60,000.00", "£60,000.00", "budget", "differs", "the budget of 2018/19"),
        ("The budget of the youth club is £60,000.00", "£60,000.00", "budget", "missing", None),
        ("There was additional expenditure of £11,016.00", "£11,016.00", "spend", "agrees", "what earlier years cost"),
        ("The Home Office allocated £3,100.00 for Prevent", "£3,100.00", "allocation", "differs", PREVENT),
        ("The first half of the Home Office Prevent allocation, £1,500.00", "£1,500.00", "allocation", "missing", None),
        ("The lunch in Salt Hall cost £500.00", "£500.00", "cost", "agrees", "entry 4"),
        ("Repairs of the drone cost £500.00", "£500.00", "cost", "perhaps", "entry 4"),
        ("Repairs of the drone cost £1,234.56", "£1,234.56", "cost", "agrees", "entry 5"),
        ("The youth club asks for £3,800.00", "£3,800.00", "bid", "missing", None),
    ],
)  # fmt: skip
def test_rule_says_what_becomes_of_a_sum(sentence, sum_, role, verdict, figure):
    worth = int(sum_.replace("£", "").replace(",", "").replace(".", ""))
    stated = Stated(worth, role, sentence, sentence[: sentence.index(sum_)], APRIL)
    found = weigh_sum(stated, FIGURES)
    assert (found.verdict, found.figure and found.figure.says) == (verdict, figure)
    assert found.why.endswith(".")
    assert (found.by != 0) == (verdict == "differs")


def test_words_of_a_difference_say_by_how_much():
    sentence = "2017/18 closed with a balance of £1,600.00"
    found = weigh_sum(Stated(160000, "balance", sentence, sentence[:33], APRIL), FIGURES)
    assert "£3,149.07 less than said" in found.why


@pytest.mark.parametrize(
    ("text", "sum_", "sentence"),
    [
        ("It rained. The lunch cost £5. All ate", "£5", "The lunch cost £5"),
        ("| Total | £5 |\n| Rest | £6 |", "£6", "| Rest | £6 |"),
        ("£5", "£5", "£5"),
    ],
)
def test_sentence_of_a_sum(text, sum_, sentence):
    start = text.index(sum_)
    assert cut_sentence(text, start, start + len(sum_))[0] == sentence


# With the ledger itself

MINUTES = {
    "The balance of 2017/18 closed at £870.00 then": ("£870.00", 87_000, "balance"),
    "2017/18 closed with a balance of £900.00": ("£900.00", 90_000, "balance"),
    "A course costs £130.00 and is paid": ("£130.00", 13_000, "cost"),
    "The repairs came to £130.00": ("£130.00", 13_000, "cost"),
    "The award for Harbour lights is £1,100.00": ("£1,100.00", 110_000, "allocation"),
    "The club has raised £42.00": ("£42.00", 4_200, "income"),
}


@pytest.fixture
def told(books, partnership, coordinator):
    """A year that is closed, an invoice in it, and what minutes of April say of them."""
    fund = books.fund("Harbour", 1000, carries="automatic")
    books.invoice(fund, 130, text="A course on knots")
    close_year(books.journal, by=coordinator)
    following = Books(partnership, coordinator, 2018)
    following.fund("Harbour lights", 1000)
    return {
        text: add_amount(partnership, f"{text}. More.", sum_, worth, role, on=APRIL)
        for text, (sum_, worth, role) in MINUTES.items()
    }


@pytest.mark.django_db
def test_each_sum_is_held_against_the_ledger_of_its_day(told, partnership, django_assert_num_queries):
    with django_assert_num_queries(8):
        rows = reconcile(partnership)
    assert {row.stated.sentence: (row.verdict, row.outcome.by) for row in rows} == {
        "The balance of 2017/18 closed at £870.00 then": ("agrees", 0),
        "2017/18 closed with a balance of £900.00": ("differs", 3000),
        "A course costs £130.00 and is paid": ("agrees", 0),
        "The repairs came to £130.00": ("perhaps", 0),
        "The award for Harbour lights is £1,100.00": ("differs", 10_000),
        "The club has raised £42.00": ("missing", 0),
    }


@pytest.mark.django_db
def test_what_a_person_says_stays_and_can_be_taken_back(told, partnership, coordinator, other_partnership, stranger):
    passage = told["The repairs came to £130.00"]
    entry = partnership_entry(partnership)
    settle_sum(passage, entry, by=coordinator)
    settle_sum(passage, entry, by=coordinator)
    assert {row.verdict for row in reconcile(partnership) if row.passage.pk == passage.pk} == {"settled"}
    settle_sum(passage, None, by=coordinator)
    assert Reconciled.objects.get().entry is None
    assert {row.verdict for row in reconcile(partnership) if row.passage.pk == passage.pk} == {"not-ours"}
    forget_sum(passage, by=coordinator)
    assert {row.verdict for row in reconcile(partnership) if row.passage.pk == passage.pk} == {"perhaps"}
    books = Books(other_partnership, stranger)
    with pytest.raises(Refused, match="another partnership"):
        settle_sum(passage, books.invoice(books.fund("Main", 5), 5), by=coordinator)


def partnership_entry(partnership):
    from wapentake.money.models import Entry

    return Entry.objects.get(partnership=partnership, text="A course on knots")


@pytest.mark.django_db
def test_page_shows_the_words_and_what_became_of_each(told, partnership, client_in, coordinator):
    address = reverse("money:reconcile", args=[partnership.slug])
    page = client_in.get(address).content.decode()
    assert "Differs" in page
    assert "£30.00 less than said" in page
    only = client_in.get(address, {"verdict": "differs"})
    assert [row.stated.pence for row in only.context["page"]] == [90_000, 110_000]
    _, *rows = read_csv(client_in.get(address, {"format": "csv"}))
    assert len(rows) == len(MINUTES)
    passage, entry = told["The repairs came to £130.00"], partnership_entry(partnership)
    settle = reverse("money:settle", args=[partnership.slug, passage.pk])
    assert "A course on knots" in client_in.get(settle).content.decode()
    assert client_in.post(settle, {"what": "entry", "entry": "999999"}).status_code == 422
    assert client_in.post(settle, {"what": "entry", "entry": str(entry.pk)}).status_code == 302
    assert Reconciled.objects.get().entry == entry
    assert "You said" in client_in.get(address).content.decode()
    client_in.post(settle, {"what": "not-ours"})
    assert Reconciled.objects.get().entry is None
    client_in.post(settle, {"what": "ask-again"})
    assert not Reconciled.objects.exists()


@pytest.mark.django_db
def test_page_before_any_sum_is_accepted_says_so(client_in, partnership):
    page = client_in.get(reverse("money:reconcile", args=[partnership.slug])).content.decode()
    assert "No sum in the minutes was accepted yet" in page
