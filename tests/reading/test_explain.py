"""Records and series in plain words."""

import pytest

from tests.fuzz.limits import limit_seconds
from wapentake.reading.explain import WIDTH, explain_record, explain_series
from wapentake.reading.record import (
    Action,
    AmountMention,
    Attachment,
    Attendee,
    DateMention,
    Decision,
    Deferral,
    Due,
    Figure,
    Finding,
    Item,
    Meeting,
    Record,
    Source,
)
from wapentake.reading.series import Series, SeriesFinding

TEXT = """# Tidemouth Safety Group

Present: Ann Low, chair
Apologies: B Reed (Harbour Trust)

1. Lights on the quay

It was agreed to bid for £1,549.07, if the Trust matches it.
AL and BR to ask for a quote by 2 June.
"""


def span_of(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def make_record(**more) -> Record:
    source = Source(name="quay.txt", media_type="text/plain", sha256="0")
    return Record(**{"source": source, "reader": "1", "kind": "minutes", "text": TEXT} | more)


FULL = make_record(
    meeting=Meeting(body="Tidemouth Safety Group", date="2018-05-08", time="14:00", venue="Old Custom House"),
    attendance=(
        Attendee(name="Ann Low", role="chair", status="present", span=span_of("Ann Low")),
        Attendee(name="B Reed", organisation="Harbour Trust", status="apologies", span=span_of("B Reed")),
    ),
    people={"AL": "Ann Low"},
    items=(
        Item(
            number=1,
            title="Lights on the quay",
            presenters=("Ann Low",),
            truncated=True,
            span=span_of("Lights on the quay"),
            body_span=span_of("Lights on the quay"),
        ),
    ),
    decisions=(
        Decision(
            kind="agreed-in-principle",
            text="to bid for £1,549.07",
            condition="the Trust matches it",
            item=0,
            span=span_of("to bid"),
        ),
    ),
    actions=(
        Action(
            owners=("AL", "BR"),
            text="ask for a quote",
            due=Due(date="2018-06-02", event="the week after"),
            item=0,
            marked=False,
            certain=False,
            reason="BR is not introduced",
            span=span_of("AL and BR"),
        ),
        Action(text="mend the gate", marked=True, span=span_of("AL and BR")),
        Action(owners=("AL",), text="write to the Trust", marked=True, done=True, item=0, span=span_of("AL and BR")),
    ),
    deferrals=(
        Deferral(what="cameras", until="next meeting", because="because of illness", item=0, span=span_of("agreed")),
    ),
    documents=(Attachment(title="Map of the quay", item=0, span=span_of("quay")),),
    amounts=(AmountMention(value="1549.07", role="bid", item=0, span=span_of("£1,549.07")),),
    dates=(
        DateMention(date="2018-09", text="September", role="future", span=span_of("2 June")),
        DateMention(date="2018-06-02", text="2 June", role="due", span=span_of("2 June")),
        DateMention(date="2018-01-02", text="2 January", role="past", span=span_of("2 June")),
    ),
    figures=(Figure(measure="calls", previous=1200, current=900, period="last year", span=span_of("quay")),),
    findings=(
        Finding(code="action-without-date", severity="note", message="One action has no date."),
        Finding(code="unknown-initials", severity="error", message="Whose is BR?", spans=(span_of("BR to ask"),)),
    ),
)

SAID = """Tidemouth Safety Group
8 May 2018, 14:00, Old Custom House
From quay.txt (minutes)

Present
  Ann Low, chair

Apologies
  B Reed (Harbour Trust)

Initials: AL Ann Low

Under no item
  Action: Nobody named: mend the gate (no date) [line 9]

1. Lights on the quay (Ann Low) [cut short on the page]
  Agreed in principle: to bid for £1,549.07 (on condition: the Trust matches it) [line 8]
  Action: AL, BR: ask for a quote (due the week after, 2 June 2018) [line 9] [not certain: BR is not
    introduced]
  Action: AL: write to the Trust (done) [line 9]
  Put off until next meeting: cameras, because of illness [line 8]
  Attached: Map of the quay [line 6]

Money
  Bid: £1,549.07 [line 8]

Days to come
  2 June 2018 (due) [line 9]
  September 2018 (future) [line 9]

Figures
  calls: 1,200 to 900, last year [line 6]

Findings
  Error: Whose is BR?
    line 9: "BR to ask"
  Note: One action has no date.
"""


def test_record_is_told_as_a_person_would_want_it():
    assert explain_record(FULL) == SAID


def test_bare_record_says_what_it_lacks():
    assert explain_record(make_record(text="")) == (
        "The page does not name the body.\nNo date\nFrom quay.txt (minutes)\n\nFindings: none.\n"
    )


def test_page_that_could_not_be_opened_is_told_so():
    record = make_record(unreadable="The file is locked. Save it without a password.")
    assert explain_record(record) == "quay.txt: nothing was read. The file is locked. Save it without a password.\n"


def test_place_in_a_file_with_pages_names_the_page():
    start = TEXT.index("1. Lights")
    finding = Finding(code="sum-mismatch", severity="warning", message="Odd.", spans=(span_of("AL and"), (0, 1)))
    told = explain_record(make_record(pages=(0, start), findings=(finding,)))
    assert 'page 2, line 9: "AL and"' in told
    assert 'page 1, line 1: "#"' in told


@pytest.mark.parametrize("words", ["word " * 400, "w" * 2000], ids=["many words", "one long word"])
def test_long_evidence_is_cut(words):
    finding = Finding(code="truncated-text", severity="warning", message="Long.", spans=((0, len(words)),))
    assert explain_record(make_record(text=words, findings=(finding,))).endswith(' ..."\n')


def test_lines_keep_to_the_width():
    told = explain_record(make_record(meeting=Meeting(body="Group for safer quays " * 20)))
    assert max(map(len, told.splitlines())) <= WIDTH


def test_day_that_is_none_is_shown_as_it_is():
    told = [explain_record(make_record(meeting=Meeting(date=date))).splitlines()[1] for date in ("2018-13", "2018")]
    assert told == ["2018-13", "2018"]


@pytest.mark.parametrize("text", ["x" * 10**6, "x " * 500_000, "x\n" * 500_000], ids=["no space", "spaces", "lines"])
def test_a_million_characters_take_no_time(text):
    action = Action(owners=("AL",), text=text, marked=True, span=(0, len(text)))
    finding = Finding(code="truncated-text", severity="note", message=text, spans=((5, len(text)),) * 10)
    with limit_seconds(3):
        explain_record(make_record(text=text, actions=(action,) * 2, findings=(finding,)))


def test_many_items_with_many_actions_take_no_time():
    item = Item(title="Quay", span=(0, 1), body_span=(0, 1))
    actions = tuple(Action(text="look", item=n, marked=True, span=(n, n + 1)) for n in range(5_000))
    with limit_seconds(3):
        explain_record(make_record(items=(item,) * 5_000, actions=actions))


def test_series_tells_what_is_owed_and_then_what_was_found():
    other = make_record(
        source=Source(name="autumn.txt", media_type="text/plain", sha256="1"), meeting=Meeting(date="2018-09-04")
    )
    finding = SeriesFinding(
        code="never-returned",
        severity="warning",
        message="The cameras were put off on 8 May 2018 and not seen again.",
        page="quay.txt",
        spans=(span_of("Lights on the quay"),),
    )
    assert explain_series(Series(records=(FULL, other), findings=(finding,))) == (
        """Tidemouth Safety Group
2 pages, 8 May 2018 to 4 September 2018

8 May 2018 (quay.txt)
  AL, BR: ask for a quote (due the week after, 2 June 2018) [line 9] [not certain: BR is not
    introduced]
  Nobody named: mend the gate (no date) [line 9]
  Agreed in principle: to bid for £1,549.07 (on condition: the Trust matches it) [line 8]
  Put off until next meeting: cameras, because of illness [line 8]

4 September 2018 (autumn.txt)
  Nothing is owed.

Findings across the meetings
  Warning: The cameras were put off on 8 May 2018 and not seen again.
    8 May 2018 (quay.txt), line 6: "Lights on the quay"
"""
    )


def test_empty_series_is_told():
    assert explain_series(Series()) == (
        "The pages do not name the body.\n0 pages\n\nFindings across the meetings: none.\n"
    )
