"""The closed lists: every status, kind, role and finding code in the product, with a sentence on when it applies.

Each value is the string that stands in records; its `says` is the sentence. No other place makes such strings up.
"""

from __future__ import annotations

from enum import StrEnum


class Listed(StrEnum):
    """A string value with a sentence that says when it applies."""

    says: str

    def __new__(cls, value: str, says: str) -> Listed:
        """Make a member from its value and its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.says = says
        return member


class PageKind(Listed):
    """What a page shows itself to be."""

    MINUTES = "minutes", "It tells what a meeting said and settled."
    AGENDA = "agenda", "It tells what a meeting is going to take up, and nothing of what was said."
    ACTION_LOG = "action log", "It lists actions of one or more meetings with their owners or states, and little else."
    OTHER = "other", "It is none of these, or it cannot be told."


class Presence(Listed):
    """How somebody stands in the list of attendance."""

    PRESENT = "present", "A member, or the deputy of one, who is listed as present."
    IN_ATTENDANCE = "in attendance", "An officer, guest or observer who was there and is no member."
    APOLOGIES = "apologies", "Somebody whose apologies were given or received."
    ABSENT = "absent", "Somebody listed as absent, with no word of apology."


class BodyPresence(Listed):
    """How a member body stood at a meeting, by anybody of it."""

    PRESENT = "present", "Somebody of the body was there."
    DEPUTY = "by deputy", "Nobody but a deputy for somebody of the body was there."
    APOLOGIES = "apologies", "Nobody of the body was there, and somebody of it sent apologies."
    ABSENT = "absent", "Nobody of the body was there, and no word of apology came."
    NOT_KNOWN = "not known", "No list of attendance tells it, or the body is in none of that time."


class PersonRole(Listed):
    """What somebody was at this meeting, where the page says so."""

    CHAIR = "chair", "The page names them as chair, chairman, chairwoman or chairperson of the meeting."
    VICE_CHAIR = "vice-chair", "The page names them as vice-chair or deputy chair."
    SECRETARY = "secretary", "They wrote the minutes or are named as clerk, secretary or secretariat."
    TREASURER = "treasurer", "The page names them as treasurer."
    DEPUTY = "deputy", "They stand in for a member who is named."
    OBSERVER = "observer", "The page lists them as observing."
    GUEST = "guest", "The page lists them as a guest, visitor or speaker."
    OFFICER = "officer", "The page lists them as an officer or official."


class DecisionKind(Listed):
    """What kind of thing the meeting settled."""

    CONFIRMED = "confirmed", "Minutes of an earlier meeting were agreed as a record."
    AGREED = "agreed", "Something was agreed, approved, resolved, adopted, elected or accepted."
    AGREED_IN_PRINCIPLE = "agreed-in-principle", "It was agreed, and takes effect only when a condition is met."
    DEFERRED = "deferred", "An item or a request was put off."
    NOTED = "noted", "The minutes say that the meeting formally noted or resolved to note something."
    REJECTED = "rejected", "Something was refused, rejected or not agreed."


class AmountRole(Listed):
    """What a sum of money is, as the words beside it say."""

    BID = "bid", "Somebody asks for it: a bid, a request, an application."
    QUOTE = "quote", "A supplier offers to do something for it: a quote, an estimate, a tender."
    ALLOCATION = "allocation", "It is set aside or granted for a purpose: an allocation, an award, a grant."
    BUDGET = "budget", "It is the whole that a body or a scheme may spend."
    BALANCE = "balance", "It is what an account holds or is short of at a time."
    SPEND = "spend", "It was spent, paid or invoiced."
    COST = "cost", "It is what something costs or is expected to cost."
    INCOME = "income", "It was received: a payment in, a receipt, a contribution, funds raised."
    OTHER = "other", "The words beside it do not say what it is."


class DateRole(Listed):
    """What a day is, as the words beside it say."""

    MEETING = "meeting", "The day of this meeting."
    PREVIOUS_MEETING = "previous meeting", "The day of the earlier meeting whose minutes were taken."
    NEXT_MEETING = "next meeting", "A day in the page's own list of meetings to come."
    DUE = "due", "Something is to be done by then."
    PAST = "past", "It lies before the meeting."
    FUTURE = "future", "It lies after the meeting."
    ON_THE_DAY = "on the day", "It is the day of the meeting, named in the text."
    UNKNOWN = "unknown", "The page has no date of its own to hold it against."


class MeetingKind(Listed):
    """What kind of meeting it is."""

    ORDINARY = "ordinary", "The partnership itself meets."
    PUBLIC = "public", "Residents are asked to come."
    PLANNING = "planning event", "Partners prepare an event or the plan for the year."
    JAG = "joint action group", "Partners talk over places and people: its cases are no public matter."
    SCRUTINY = "scrutiny", "Councillors look at what the partnership does."


class MeetingState(Listed):
    """How far a meeting has come, from the calendar to the archive."""

    PLANNED = "planned", "It stands in the calendar."
    AGENDA_DRAFT = "agenda draft", "Its agenda is being put together."
    AGENDA_PUBLISHED = "agenda published", "Its agenda can be read by the public."
    HELD = "held", "It was held, and its minutes are being written."
    MINUTES_DRAFT = "minutes draft", "Its minutes are written and wait for the chair."
    CLEARED = "chair-cleared", "The chair has agreed to the draft."
    CIRCULATED = "circulated", "Members have the draft."
    PUBLISHED_DRAFT = "published as a draft", "The public can read the draft, which says that it is one."
    CONFIRMED = "confirmed", "A later meeting agreed the minutes as a true record. They are not edited any more."
    PUBLISHED = "published", "The public can read the minutes."
    ARCHIVED = "archived", "Nothing is left to be done."
    CANCELLED = "cancelled", "It will not be held."
    RECORDED = "from a page", "It is known from a page of minutes that was taken in."


class Purpose(Listed):
    """Why an item is on an agenda."""

    INFORMATION = "information", "Members are told something."
    DISCUSSION = "discussion", "Members talk something over."
    DECISION = "decision", "Members are asked to settle something."


class ItemOrigin(Listed):
    """Whence an item came on an agenda."""

    STANDING = "standing", "It is taken at every meeting of the body."
    APOLOGIES = "apologies", "Apologies for absence."
    DECLARATIONS = "declarations", "Declarations of interest."
    PREVIOUS = "previous minutes", "The minutes of the previous meeting, with their corrections."
    MATTERS = "matters arising", "The actions that are still open."
    FORWARD = "forward plan", "It was deferred, promised or asked for."
    ADDED = "added", "Somebody put it on this agenda."
    URGENT = "urgent", "It came after the agenda was published, and the chair gave a reason to take it."


class RollStatus(Listed):
    """How somebody stands on the roll of a meeting."""

    EXPECTED = "expected", "Nothing is known yet."
    PRESENT = "present", "A member is there."
    DEPUTY = "deputy", "Somebody is there in a member's place."
    APOLOGIES = "apologies", "A member sent apologies."
    ABSENT = "absent", "A member is not there and sent no apologies."
    INVITED = "invited", "Somebody who is no member is there."


class LeakKind(Listed):
    """How a text that is to be public lets somebody be known or reached."""

    PHONE = "phone number", "It gives a telephone number that is not one of a public service."
    EMAIL = "e-mail address", "It gives an e-mail address that is not a shared mailbox."
    POSTCODE = "postcode", "It gives a full postcode that is not that of a venue or an office."
    BIRTH = "date of birth", "It gives a day of birth, or the age of somebody who is named or whose place is."
    HOUSEHOLD = "household", "It tells of a small place, of one person or household there, and of their troubles."
    SMALL_COUNT = "small count", "It counts so few people of a protected characteristic that they can be known."
    NAME = "name", "It names a person who is not on the list of those whose names may be public."


class Severity(Listed):
    """How much a finding matters."""

    ERROR = "error", "The record contradicts itself or a part of it is missing: somebody should look."
    WARNING = "warning", "Something is likely to go wrong or to be lost."
    NOTE = "note", "Good to know."


class FindingCode(Listed):
    """What the reader noticed is wrong or doubtful."""

    CONFLICTING_DATES = "conflicting-dates", "The page gives two different days for one thing."
    WEEKDAY_MISMATCH = "weekday-mismatch", "A day is named with a weekday on which it does not fall."
    UNKNOWN_INITIALS = "unknown-initials", "Initials own an action or speak, and the page does not say whose they are."
    TRUNCATED_TEXT = "truncated-text", "The page cuts its own text short, so something may be missing."
    ACTION_WITHOUT_OWNER = "action-without-owner", "A task is given, and to nobody."
    ACTION_WITHOUT_DATE = "action-without-date", "An action says no day and no event by which it is due."
    FUTURE_AS_PAST = "future-told-as-past", "A day after the meeting is told as if it had passed."
    PAST_AS_FUTURE = "past-told-as-future", "A day before the meeting is told as if it were to come."
    SUM_MISMATCH = "sum-mismatch", "Parts that are named do not make the total that is named."
    BALANCE_RESTATED = "balance-restated", "A balance is given twice with different values; the difference is told."
    AMOUNT_OVER_ALLOCATION = "amount-over-allocation", "More is asked for or spent than is allocated to the thing."
    NAME_SPELT_TWO_WAYS = "name-spelt-two-ways", "What looks like one name is written in two ways."
    CHANGE_WITHIN_CHANCE = "change-within-chance", "A change between two counts is no more than chance would give."
    PERSONAL_DETAIL = "personal-detail", "A household may be known from what the page tells of it."
    SCANNED_PAGE = "scanned-page", "The file holds pictures of pages and no text, or some pages are such."
    NOT_MINUTES = "not-minutes", "The page is an agenda, an action log or a landing page: it tells little of a meeting."
    CANNOT_OPEN = "cannot-open", "The file could not be opened, so nothing was read."
    MEETING_WITHOUT_DATE = "meeting-without-date", "The page does not say on which day the meeting was held."
    PREVIOUS_MINUTES_MISMATCH = "previous-minutes-mismatch", "The minutes confirmed are of a day with no meeting."
    DEFERRED_AGAIN = "deferred-again", "An item that was deferred before is deferred once more."
    NEVER_RETURNED = "never-returned", "Something deferred or promised is not seen at a later meeting."
    ACTION_NOT_REPORTED = "action-not-reported", "The meeting after does not say what became of an action."


SEVERITY_OF: dict[str, Severity] = {
    FindingCode.CONFLICTING_DATES: Severity.ERROR,
    FindingCode.WEEKDAY_MISMATCH: Severity.ERROR,
    FindingCode.UNKNOWN_INITIALS: Severity.WARNING,
    FindingCode.TRUNCATED_TEXT: Severity.ERROR,
    FindingCode.ACTION_WITHOUT_OWNER: Severity.WARNING,
    FindingCode.ACTION_WITHOUT_DATE: Severity.NOTE,
    FindingCode.FUTURE_AS_PAST: Severity.WARNING,
    FindingCode.PAST_AS_FUTURE: Severity.WARNING,
    FindingCode.SUM_MISMATCH: Severity.ERROR,
    FindingCode.BALANCE_RESTATED: Severity.WARNING,
    FindingCode.AMOUNT_OVER_ALLOCATION: Severity.WARNING,
    FindingCode.NAME_SPELT_TWO_WAYS: Severity.NOTE,
    FindingCode.CHANGE_WITHIN_CHANCE: Severity.NOTE,
    FindingCode.PERSONAL_DETAIL: Severity.WARNING,
    FindingCode.SCANNED_PAGE: Severity.ERROR,
    FindingCode.NOT_MINUTES: Severity.NOTE,
    FindingCode.CANNOT_OPEN: Severity.ERROR,
    FindingCode.MEETING_WITHOUT_DATE: Severity.ERROR,
    FindingCode.PREVIOUS_MINUTES_MISMATCH: Severity.ERROR,
    FindingCode.DEFERRED_AGAIN: Severity.WARNING,
    FindingCode.NEVER_RETURNED: Severity.WARNING,
    FindingCode.ACTION_NOT_REPORTED: Severity.NOTE,
}
"""How much each finding matters: the one place where that is said."""
