"""Findings: the list, and what a person says of one."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_document, add_finding, read_csv, read_xlsx, texts_of
from wapentake.kit.models import Change
from wapentake.sources.models import SourceState

QUERIES = 5  # session, account, partnership, count, rows


@pytest.fixture
def address(partnership):
    return reverse("sources:findings", args=[partnership.slug])


def address_of(finding, partnership=None):
    return reverse("sources:finding", args=[(partnership or finding.partnership).slug, finding.pk])


@pytest.fixture
def several(partnership):
    add_finding(partnership, "a note", "note", code="name-spelt-two-ways", across=True)
    add_finding(partnership, "a warning", "warning", on=date(2024, 5, 14))
    add_finding(partnership, "an error", "error")
    add_finding(partnership, "settled", "error", state="explained", explanation="a misprint")


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    for number in range(rows):
        add_finding(partnership, f"finding {number}")
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["an error", "a warning", "a note"]),
        ("state=explained", ["settled"]),
        ("state=all&severity=error", ["an error", "settled"]),
        ("code=name-spelt-two-ways", ["a note"]),
        ("where=across", ["a note"]),
        ("where=page", ["an error", "a warning"]),
        ("since=2024-05-01", ["a warning"]),
        ("words=warn", ["a warning"]),
        ("sort=-severity", ["a note", "a warning", "an error"]),
        ("sort=-day", ["a warning", "an error", "a note"]),
    ],
)
def test_filters_and_order(query, expected, client_in, several, address):
    assert texts_of(client_in.get(f"{address}?{query}")) == expected


def test_each_leads_to_its_words(client_in, partnership, address):
    finding = add_finding(partnership, "an error", "error")
    page = reverse("intake:page", args=[partnership.slug, finding.document_id])
    for where in (address, address_of(finding)):
        assert f'href="{page}#finding-{finding.pk}"' in client_in.get(where).content.decode()


def test_pages_that_do_not_count_are_left_out(client_in, partnership, address):
    withdrawn, older, held = (add_document(partnership) for _ in range(3))
    withdrawn.source.state = SourceState.WITHDRAWN
    withdrawn.source.save()
    older.current = False
    older.save()
    findings = [
        add_finding(partnership, "of a withdrawn page", document=withdrawn),
        add_finding(partnership, "of an older reading", document=older),
        add_finding(partnership, "held against a withdrawn page", document=held, other=withdrawn),
    ]
    assert texts_of(client_in.get(f"{address}?state=all")) == []
    assert {client_in.get(address_of(finding)).status_code for finding in findings} == {404}


def test_downloads(client_in, several, address):
    head, row = read_csv(client_in.get(f"{address}?format=csv&state=explained"))
    told = dict(zip(head, row, strict=True))
    assert (told["Finding"], told["Matters"], told["State"]) == ("settled", "Error", "Explained")
    assert told["Explanation"] == "a misprint"
    assert len(read_xlsx(client_in.get(f"{address}?format=xlsx"))) == 4


def test_explaining(client_in, coordinator, partnership):
    finding = add_finding(partnership, "an error")
    refused = client_in.post(address_of(finding), {"state": "explained", "explanation": " "})
    assert "Enter the explanation" in refused.content.decode()
    assert Change.objects.count() == 0
    answer = client_in.post(address_of(finding), {"state": "explained", "explanation": "a misprint"}, follow=True)
    assert "Saved: explained." in answer.content.decode()
    finding.refresh_from_db()
    assert (finding.state, finding.explanation, finding.said_by) == ("explained", "a misprint", coordinator)
    text = client_in.get(address_of(finding)).content.decode()
    assert "Settled</strong> by Rowan Teale" in text
    client_in.post(address_of(finding), {"state": "open"})
    finding.refresh_from_db()
    assert finding.state == "open"


def test_put_right_needs_no_explanation(client_in, partnership):
    finding = add_finding(partnership, "an error")
    client_in.post(address_of(finding), {"state": "put-right"})
    finding.refresh_from_db()
    assert finding.state == "put-right"


@pytest.mark.parametrize("query", ["", "state=all", "format=csv"])
def test_nothing_of_another_partnership(query, client_in, partnership, other_partnership, address):
    add_finding(other_partnership, "alien")
    add_finding(partnership, "ours")
    answer = client_in.get(f"{address}?{query}")
    if query == "format=csv":
        assert [row[0] for row in read_csv(answer)[1:]] == ["ours"]
    else:
        assert texts_of(answer) == ["ours"]


def test_a_finding_of_another_partnership_is_not_found(client_in, partnership, other_partnership):
    alien = add_finding(other_partnership, "alien")
    address = address_of(alien, partnership)
    assert client_in.get(address).status_code == 404
    assert client_in.post(address, {"state": "put-right"}).status_code == 404
    alien.refresh_from_db()
    assert alien.state == "open"


def test_nobody_else_may_look(client, client_stranger, address):
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404
