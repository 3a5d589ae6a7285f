"""The closed lists: every value is written once, says when it applies, and is what stands in records."""

import json
import re

import pytest

from wapentake.terms import (
    AmountRole,
    BodyPresence,
    DateRole,
    DecisionKind,
    FindingCode,
    LeakKind,
    PageKind,
    PersonRole,
    Presence,
    Severity,
)

LISTS = [
    AmountRole,
    BodyPresence,
    DateRole,
    DecisionKind,
    FindingCode,
    LeakKind,
    PageKind,
    PersonRole,
    Presence,
    Severity,
]
# What the record's form promises; a value may be added, but none of these may go.
PROMISED = {
    PageKind: {"minutes", "agenda", "action log", "other"},
    Presence: {"present", "in attendance", "apologies", "absent"},
    DecisionKind: {"confirmed", "agreed", "agreed-in-principle", "deferred", "noted", "rejected"},
    AmountRole: {"bid", "quote", "allocation", "budget", "balance", "spend", "cost"},
    Severity: {"error", "warning", "note"},
    FindingCode: {
        "conflicting-dates",
        "weekday-mismatch",
        "unknown-initials",
        "truncated-text",
        "action-without-owner",
        "action-without-date",
        "future-told-as-past",
        "past-told-as-future",
        "sum-mismatch",
        "balance-restated",
        "amount-over-allocation",
        "name-spelt-two-ways",
        "change-within-chance",
        "personal-detail",
        "previous-minutes-mismatch",
        "deferred-again",
        "never-returned",
        "action-not-reported",
    },
}


def name_list(listed):
    return listed.__name__


@pytest.mark.parametrize("listed", LISTS, ids=name_list)
def test_each_value_is_there_once(listed):
    assert len(listed) == len(listed.__members__) == len({member.value.casefold() for member in listed})


@pytest.mark.parametrize("listed", LISTS, ids=name_list)
def test_each_value_says_when_it_applies(listed):
    for member in listed:
        assert re.fullmatch(r"[A-Z][^\n]{8,110}\.", member.says), member
    assert len({member.says for member in listed}) == len(listed)


@pytest.mark.parametrize("listed", LISTS, ids=name_list)
def test_values_are_lower_case_words(listed):
    assert [member for member in listed if not re.fullmatch(r"[a-z]+(?:[- ][a-z]+)*", member.value)] == []


@pytest.mark.parametrize("listed", LISTS, ids=name_list)
def test_member_is_its_string(listed):
    for member in listed:
        assert member == member.value == f"{member}"
        assert listed(member.value) is member
        assert json.dumps(member) == f'"{member.value}"'


@pytest.mark.parametrize("listed", PROMISED, ids=name_list)
def test_what_is_promised_is_there(listed):
    assert PROMISED[listed] - {member.value for member in listed} == set()


@pytest.mark.parametrize("listed", LISTS, ids=name_list)
def test_value_that_is_not_there_is_refused(listed):
    with pytest.raises(ValueError, match="odd"):
        listed("odd")


def test_severities_stand_from_worst_to_least():
    assert [str(one) for one in Severity] == ["error", "warning", "note"]
