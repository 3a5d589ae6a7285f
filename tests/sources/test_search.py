"""Search is answered alike by both databases, by one partnership's pages alone, and whatever is typed."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.register import MINUTES, take_page
from wapentake.sources.models import Document, Entry, Source
from wapentake.sources.search import search

ENTRIES = [
    ("action", date(2024, 3, 12), "Tom Beckwith write to the landlords about fly-tipping"),
    ("action", date(2024, 5, 14), "Dana Colley report on the policing of Tallow Lane"),
    ("decision", date(2024, 5, 14), "agreed £1,250 for the Safer Streets fund in 2017/18"),
    ("item", date(2023, 1, 9), "Café and public house licensing policies"),
    ("item", None, "Streets that are safer; don't run"),
    ("amount", date(2024, 7, 2), "requested £900 landlord fund"),
]


def make_document(partnership, on=date(2024, 3, 12)):
    number = Source.objects.count()
    source = Source.objects.create(partnership=partnership, sha256=f"{number:064}", name=f"{number}.txt", size=1)
    return Document.objects.create(
        partnership=partnership, source=source, reader="1", kind="minutes", on=on, text="", record={}
    )


def add_entries(partnership, entries=ENTRIES):
    document = make_document(partnership)
    return Entry.objects.bulk_create(
        Entry(partnership=partnership, document=document, kind=kind, on=on, words=words) for kind, on, words in entries
    )


@pytest.fixture
def entries(partnership):
    return add_entries(partnership)


def find(partnership, typed, **told):
    hits = search(partnership, typed, **told)
    found = hits[:100]
    assert len(hits) == len(found)
    return [hit.entry.words for hit in found]


def numbers(partnership, typed, **told):
    words = [one[2] for one in ENTRIES]
    return sorted(words.index(found) for found in find(partnership, typed, **told))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("landlord", [0, 5]),
        ("LANDLORDS fund", [5]),
        ("the", [0, 1, 2]),
        ("policy", [3]),
        ("polic*", [1, 3]),
        ("polici*", [1, 3]),
        ("licensin*", [3]),
        ("policy*", []),
        ("polic* -policing", [3]),
        ("polic* -caf*", [1]),
        ("the landlo*", [0]),
        ("cafe", [3]),
        ("CAFÉ", [3]),
        ('"safer streets"', [2]),
        ("safer streets", [2, 4]),
        ('"safer str"*', [2]),
        ('"safer streets"*', [2]),
        ('the -"safer str"*', [0, 1]),
        ("safer -fund", [4]),
        ('safer -"streets fund"', [4]),
        ("-fund", []),
        ("fly-tipping", [0]),
        ("£1,250", [2]),
        ("2017/18", [2]),
        ("18/2017", []),
        ("don't", [4]),
        ("dont", []),
        ("", []),
        ("p:17 landlord", []),
        ("words:landlord", []),
        ("landlord NOT", []),
    ],
)
def test_what_is_typed_finds_this(partnership, entries, typed, expected):
    assert numbers(partnership, typed) == expected


def test_by_kind_and_day(partnership, entries):
    assert numbers(partnership, "the", kind="action") == [0, 1]
    assert numbers(partnership, "fund landlord", kind="item") == []
    assert numbers(partnership, "the", since=date(2024, 5, 14)) == [1, 2]
    assert numbers(partnership, "the", until=date(2024, 5, 13)) == [0]
    assert numbers(partnership, "safer", since=date(2024, 5, 14), until=date(2024, 5, 14)) == [2]


def test_best_first_or_newest_first(partnership):
    long = "landlord " + "and something else that was said " * 40
    texts = [
        ("page", date(2024, 5, 1), long),
        ("item", date(2024, 1, 1), "landlord"),
        ("item", date(2023, 1, 1), "landlord"),
    ]
    add_entries(partnership, texts)
    assert [words[:12] for words in find(partnership, "landlord")] == ["landlord", "landlord", "landlord and"]
    assert [hit.entry.on.year for hit in search(partnership, "landlord")[:3]] == [2024, 2023, 2024]
    assert find(partnership, "landlord", newest=True)[0] == long


def test_index_follows_the_entries(partnership, entries):
    first = entries[0]
    first.words = "quite another matter"
    first.save()
    assert find(partnership, "landlord") == [ENTRIES[5][2]]
    assert find(partnership, "matter") == ["quite another matter"]
    Entry.objects.filter(kind="amount").update(words="nothing")
    Entry.objects.filter(words="quite another matter").delete()
    assert find(partnership, "landlord") == find(partnership, "matter") == []


def test_row_of_the_index_is_not_taken_for_the_entry(partnership):
    """A trigger that writes must not change which id an insert is told it got."""
    document = make_document(partnership)
    made = Entry.objects.create(partnership=partnership, document=document, kind="item", words="one")
    assert Entry.objects.get(pk=made.pk).words == "one"


def test_partnerships_do_not_see_each_other(partnership, other_partnership, entries):
    add_entries(other_partnership, [("item", None, "landlord of Saltby")])
    assert numbers(partnership, "landlord") == [0, 5]
    assert find(other_partnership, "landlord") == ["landlord of Saltby"]
    assert find(other_partnership, "tallow") == []
    for typed in ("saltby", "p", str(other_partnership.pk), f"p:{other_partnership.pk}", "-zzz"):
        assert find(partnership, typed) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_two_queries_count_and_show_a_page(partnership, django_assert_num_queries, rows):
    add_entries(partnership, [("item", None, f"landlord {number}") for number in range(rows)])
    with django_assert_num_queries(2):
        page = Paginator(search(partnership, "landlord"), 20).get_page(1)
        assert [hit.entry.document.body for hit in page] == [""] * rows


def test_pages_do_not_overlap(partnership):
    add_entries(partnership, [("item", None, "landlord") for _ in range(25)])
    pages = Paginator(search(partnership, "landlord"), 10)
    found = [hit.entry.pk for number in pages.page_range for hit in pages.page(number)]
    assert (len(found), len(set(found)), pages.count) == (25, 25, 25)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(max_size=60) | st.text(alphabet="ab\"*-( ):^{}é'&|!<>\\%_;\x00", max_size=40))
def test_whatever_is_typed_is_answered(partnership, typed):
    Paginator(search(partnership, typed), 5).get_page(1)


@pytest.mark.parametrize(
    "typed",
    [
        "a " * 5000,
        "x" * 10000,
        '"' * 999,
        "a" * 70 + " 1e400 0x1F 1.2.3.4 a@b.example",
        "NEAR(a b, 5)",
        "🙂 ☃ ½ ² ⅷ 一",
    ],
)
def test_odd_searches_are_answered(partnership, entries, typed):
    assert find(partnership, typed) == []


def test_long_page_is_kept_and_found(partnership):
    text = " ".join(f"ünïk{number:x}" for number in range(60_000))
    add_entries(partnership, [("page", None, text)])
    assert len(find(partnership, "unikff")) == 1


def test_page_and_its_facts_are_found(partnership, other_partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    kinds = {hit.entry.kind for hit in search(partnership, "landlords")[:10]}
    assert kinds == {"action", "page"}
    assert find(other_partnership, "landlords") == []
