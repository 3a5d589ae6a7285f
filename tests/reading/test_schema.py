"""`docs/record.schema.json` tells of every key of a record, has the lists of the terms, and records keep to it."""

import json
from dataclasses import fields, replace

import pytest
from jsonschema import Draft202012Validator

from tests.fuzz.limits import limit_seconds
from tests.fuzz.make import SMALL
from tests.golden import list_pages
from tests.labelled.sets import find_sets
from tests.where import ROOT
from wapentake import terms
from wapentake.reading import READER, page, read, record
from wapentake.reading.record import SCHEMA, Record

FORM = json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8"))
PARTS = FORM["$defs"]
VALIDATOR = Draft202012Validator(FORM)
PAGES = list(list_pages().values())

LISTS = {
    "page_kind": terms.PageKind,
    "presence": terms.Presence,
    "person_role": terms.PersonRole,
    "decision_kind": terms.DecisionKind,
    "amount_role": terms.AmountRole,
    "date_role": terms.DateRole,
    "severity": terms.Severity,
    "finding_code": terms.FindingCode,
}
KINDS = {
    "source": record.Source,
    "meeting": record.Meeting,
    "attendee": record.Attendee,
    "item": record.Item,
    "due": record.Due,
    "action": record.Action,
    "decision": record.Decision,
    "amount": record.AmountMention,
    "date": record.DateMention,
    "figure": record.Figure,
    "deferral": record.Deferral,
    "document": record.Attachment,
    "finding": record.Finding,
}


def assert_valid(made: Record):
    told = json.loads(made.to_json())
    assert [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(told)] == []
    assert Record.from_dict(told) == made
    assert told["reader"] == READER


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(FORM)
    assert FORM["properties"]["schema"] == {"description": "The version of this form.", "const": SCHEMA}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_those_of_the_terms(name):
    assert PARTS[name]["enum"] == [member.value for member in LISTS[name]]


def test_media_types_are_those_that_a_page_may_have():
    known = {"text/plain", "text/markdown", "text/html", page.PDF, page.DOCX, page.ODT, ""}
    assert set(PARTS["source"]["properties"]["media_type"]["enum"]) == known


@pytest.mark.parametrize("name", KINDS)
def test_keys_are_those_of_the_record(name):
    names = [one.name for one in fields(KINDS[name])]
    assert list(PARTS[name]["properties"]) == names
    assert PARTS[name]["required"] == names


def test_top_keys_are_those_of_the_record_in_their_order():
    names = list(read(b"").to_dict())
    assert list(FORM["properties"]) == names
    assert FORM["required"] == names


def test_every_key_is_told_of():
    told = [*FORM["properties"].values(), *(part for kind in KINDS for part in PARTS[kind]["properties"].values())]
    assert all(part["description"].endswith(".") for part in [*told, *PARTS.values()] if "pattern" not in part)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_records_of_pages_keep_to_it(path):
    assert_valid(read(path))


@pytest.mark.parametrize("name", [name for name in SMALL if not name.startswith(("nested", "bomb", "long", "wide"))])
def test_records_of_hostile_input_keep_to_it(name):
    data = SMALL[name]()
    with limit_seconds(60):
        assert_valid(read(data, name=name))


def test_records_of_the_shared_documents_keep_to_it(shared):
    for name in ("seeds", "dev"):
        for path in find_sets(shared)[name].documents.values():
            assert_valid(read(path))


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("schema", 2),
        ("kind", "poem"),
        ("pages", [-1]),
        ("people", {"MS": None}),
        ("meeting", {"body": None, "date": "8 May", "time": None, "venue": None, "contact": None}),
        ("amounts", [{"span": [0, 1], "certain": True, "reason": None, "value": "1.5"}]),
        ("findings", [{"code": "odd", "severity": "error", "message": "Odd.", "spans": []}]),
        ("items", [{}]),
        ("deferrals", [{"span": [0], "certain": True, "reason": None, "what": "a", "until": None}]),
        ("documents", [{"span": [0, 1], "certain": False, "reason": None, "title": "Map", "item": None}]),
    ],
)
def test_what_is_no_record_is_refused(part, wrong):
    told = replace(read("Quay Group\n\n1. Lights\n"), findings=()).to_dict()
    assert VALIDATOR.is_valid(json.loads(json.dumps(told)))
    assert not VALIDATOR.is_valid(json.loads(json.dumps(told | {part: wrong})))
