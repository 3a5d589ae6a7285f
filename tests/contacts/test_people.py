"""The lists of people and organisations."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_organisation, add_person, read_csv, read_xlsx, texts_of
from wapentake.contacts.models import Initials
from wapentake.contacts.queries import find_current_ids, sort_by_fit

QUERIES = 11  # session, account, partnership; bodies to choose; count, rows; posts, initials, joined and theirs

EARLY, LATE = (date(2020, 1, 1), date(2021, 1, 1)), (date(2023, 1, 1), date(2024, 3, 12))


@pytest.fixture
def address(partnership):
    return reverse("contacts:people", args=[partnership.slug])


@pytest.fixture
def several(partnership, coordinator):
    police = add_organisation(partnership, "Fenland Police")
    council = add_organisation(partnership, "Harrowmere Borough Council")
    tom = add_person(partnership, "Tom Beckwith", (council, *LATE))
    joined = add_person(partnership, "T Beckwith", (police, *EARLY), (council, *EARLY), joined_to=tom)
    dana = add_person(partnership, "Dana Colley", (police, *LATE))
    add_person(partnership, "Hugh Dacre")
    Initials.objects.create(partnership=partnership, written="TB", person=joined, settled_by=coordinator)
    return {"tom": tom, "joined": joined, "dana": dana, "police": police, "council": council}


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    police = add_organisation(partnership, "Fenland Police")
    for number in range(rows):
        person = add_person(partnership, f"Tom {'B' * (number + 1)}", (police, *LATE))
        other = add_person(partnership, f"T {'B' * (number + 1)}", (police, *EARLY), joined_to=person)
        for written, whose in ((f"A{number}", person), (f"B{number}", other)):
            Initials.objects.create(partnership=partnership, written=written, person=whose)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Dana Colley", "Hugh Dacre", "Tom Beckwith"]),
        ("sort=-name", ["Tom Beckwith", "Hugh Dacre", "Dana Colley"]),
        ("words=t+beckwith", ["Tom Beckwith"]),
        ("words=TB", ["Tom Beckwith"]),
        ("words=fenland", ["Dana Colley", "Tom Beckwith"]),
        ("words=zebra", []),
    ],
)
def test_filters_and_order(query, expected, client_in, several, address):
    assert texts_of(client_in.get(f"{address}?{query}")) == expected


def test_by_organisation_under_any_name(client_in, several, address):
    assert texts_of(client_in.get(f"{address}?body={several['police'].pk}")) == ["Dana Colley", "Tom Beckwith"]
    assert texts_of(client_in.get(f"{address}?body={several['council'].pk}")) == ["Tom Beckwith"]


def test_one_person_under_the_name_that_was_kept(client_in, several, address):
    rows = read_csv(client_in.get(f"{address}?format=csv&words=beckwith"))
    assert dict(zip(*rows, strict=True)) == {
        "Name": "Tom Beckwith",
        "E-mail": "",
        "Left on": "",
        "Other spellings": "T Beckwith",
        "Initials": "TB",
        "Organisation": "Fenland Police, 1 January 2020 to 1 January 2021; "
        "Harrowmere Borough Council, 1 January 2020 to 12 March 2024",
    }
    assert len(read_xlsx(client_in.get(f"{address}?format=xlsx"))) == 4
    text = client_in.get(address).content.decode()
    assert "Also T Beckwith" in text
    assert reverse("desk:person", args=["harrowmere", several["tom"].pk]) in text


def test_where_people_stand_now(several, partnership):
    tom, joined = several["tom"].pk, several["joined"].pk
    assert find_current_ids(partnership, several["council"].pk) == sorted([tom, joined])
    assert find_current_ids(partnership, several["police"].pk) == [several["dana"].pk]


def test_organisations(client_in, several, partnership, django_assert_num_queries):
    address = reverse("contacts:organisations", args=[partnership.slug])
    with django_assert_num_queries(5):  # session, account, partnership, count, rows
        answer = client_in.get(f"{address}?sort=-people")
    assert [(row.name, row.people) for row in answer.context["page"]] == [
        ("Fenland Police", 2),
        ("Harrowmere Borough Council", 1),
    ]
    assert texts_of(client_in.get(f"{address}?words=police")) == ["Fenland Police"]
    rows = read_csv(client_in.get(f"{address}?format=csv"))
    assert rows[1] == ["Fenland Police", "", "", "2", "2020-01-01", "2024-03-12"]
    assert f"{reverse('contacts:people', args=['harrowmere'])}?body={several['police'].pk}" in answer.content.decode()


def test_nothing_of_another_partnership(client_in, partnership, other_partnership, address):
    body = add_organisation(other_partnership, "Alien Council")
    person = add_person(other_partnership, "Alien Person", (body, *LATE))
    Initials.objects.create(partnership=other_partnership, written="AP", person=person)
    for name in ("people", "organisations", "likenesses"):
        page = reverse(f"contacts:{name}", args=[partnership.slug])
        assert "Alien" not in client_in.get(page).content.decode()
    assert len(read_csv(client_in.get(f"{address}?format=csv"))) == 1


@pytest.mark.parametrize("name", ["people", "organisations", "likenesses"])
def test_nobody_else_may_look(name, client, client_stranger, partnership):
    address = reverse(f"contacts:{name}", args=[partnership.slug])
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    ("written", "fitting"), [("TB", ["Tom Beckwith"]), ("TBe", ["Tom Beckwith"]), ("XX", []), ("DC", ["Dana Colley"])]
)
def test_names_that_fit_initials_come_first(written, fitting, several, partnership):
    first, others = sort_by_fit(written, [several["tom"], several["dana"]])
    assert [person.name for person in first] == fitting
    assert len(first) + len(others) == 2
