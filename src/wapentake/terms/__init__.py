"""The field's words as values: closed lists, money, days and names. The whole product uses these and no others."""

from wapentake.terms.amounts import Amount
from wapentake.terms.days import FinancialYear, parse_iso, parse_time, say_date, say_day, say_time
from wapentake.terms.lists import (
    SEVERITY_OF,
    AmountRole,
    BodyPresence,
    DateRole,
    DecisionKind,
    FindingCode,
    ItemOrigin,
    LeakKind,
    MeetingKind,
    MeetingState,
    PageKind,
    PersonRole,
    Presence,
    Purpose,
    RollStatus,
    Severity,
)
from wapentake.terms.names import fold_text, initials_of, key_of_body, key_of_name

__all__ = [
    "SEVERITY_OF",
    "Amount",
    "AmountRole",
    "BodyPresence",
    "DateRole",
    "DecisionKind",
    "FinancialYear",
    "FindingCode",
    "ItemOrigin",
    "LeakKind",
    "MeetingKind",
    "MeetingState",
    "PageKind",
    "PersonRole",
    "Presence",
    "Purpose",
    "RollStatus",
    "Severity",
    "fold_text",
    "initials_of",
    "key_of_body",
    "key_of_name",
    "parse_iso",
    "parse_time",
    "say_date",
    "say_day",
    "say_time",
]
