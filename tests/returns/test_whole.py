"""A return for eight leads from the first letter to the frozen copy, and made again when the ledger has moved on."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.chasing.chased import chase
from tests.reports.test_pdf import text_of
from tests.returns.made import nudge_on
from tests.returns.workbook import make_workbook
from wapentake.desk.changes.returns import compile_whole, make_files, send_return
from wapentake.intake.changes.striking import ALSO_SCRUBBED
from wapentake.kit.errors import Refused
from wapentake.returns.changes import edit_return, move_due
from wapentake.returns.changes.freezing import scrub_returns
from wapentake.returns.changes.parts import accept_part, leave_out, let_stand, send_back
from wapentake.returns.changes.templates import keep_template, map_names
from wapentake.returns.models import Frozen, Part, Return, ReturnFile
from wapentake.returns.queries.contents import compare_frozen, tell_content
from wapentake.returns.rules import hash_content

pytestmark = pytest.mark.django_db
ASKED = date(2018, 4, 9)
MAPPING = {
    "Funder_Spend": ["figure:spent"],
    "Funder_Forecast": ["figure:forecast"],
    "Story": ["figure:name"],
    "Lines": ["part:ref", "part:title", "part:spent", "part:narrative"],
}


def keep(year_end, mapping=MAPPING):
    template = keep_template(year_end.partnership, "The commissioner", "form.xlsx", make_workbook(), by=year_end.by)
    return map_names(template, mapping, by=year_end.by)


def fresh(year_end) -> Return:
    return Return.objects.get(pk=year_end.of.pk)


def test_a_return_for_eight_leads(year_end):
    keep(year_end)
    chase(year_end.partnership, since=date(2017, 4, 1))
    year_end.ask(ASKED)
    nudge_on(date(2018, 4, 30))
    year_end.answer_all(5, 6, 7)
    with pytest.raises(Refused, match=r"This names somebody who is not on the list.*“Brian Mould”"):
        year_end.answer(5, narrative="Our volunteer Brian Mould held the evenings.")
    assert year_end.part(5).state == "asked"
    year_end.answer(5, narrative="A volunteer held the evenings.")
    with pytest.raises(Refused, match="Victim support: not answered yet"):
        compile_whole(fresh(year_end), by=year_end.by)
    # Two are late, and are reminded a day after.
    assert [letter.person for letter in nudge_on(date(2018, 5, 1))] == year_end.leads[6:]
    year_end.answer(6)
    year_end.answer(7)
    compile_whole(fresh(year_end), by=year_end.by)
    frozen = send_return(fresh(year_end), by=year_end.by)
    kept = {one.name: bytes(one.data) for one in ReturnFile.objects.filter(of=year_end.of)}
    book = load_workbook(BytesIO(kept["year-end-return-201718.xlsx"]))
    assert book["Summary"]["C5"].value == 7200
    assert book["Notes & lists"]["B2"].value == 8000
    assert [cell.value for cell in book["Lines"][4]][:4] == [
        "1.1",
        "Evening sessions",
        900,
        "Eight evenings were held in the hall.",
    ]
    assert book["Lines"]["A11"].value == "1.8"
    assert "Eight evenings were held in the hall." in text_of(kept["year-end-return-201718.pdf"])

    # A year later the ledger has moved on.
    year_end.books.invoice(year_end.fund, 55, tactical_action=year_end.actions[2], on=date(2018, 3, 30))
    frozen = Frozen.objects.select_related("of__partnership").get(pk=frozen.pk)
    assert hash_content(frozen.content) == frozen.sha256
    again = make_files(frozen.of, frozen.content, at=frozen.ledger_at, sent=True)
    assert {name: data for name, _, data in again} == kept
    assert compare_frozen(frozen, at=None) == []
    moved = compare_frozen(frozen, at=frozen.ledger_at.replace(year=frozen.ledger_at.year + 1))
    assert [(one.title, one.what, one.by.pence) for one in moved] == [
        ("The whole", "spent", 5_500),
        ("Locks for older homes", "spent", 5_500),
    ]


def test_what_was_sent_stays(year_end):
    year_end.ask(ASKED)
    year_end.answer_all()
    compile_whole(fresh(year_end), by=year_end.by)
    send_return(fresh(year_end), by=year_end.by)
    part = year_end.part(0)
    for change in (
        lambda: year_end.answer(0, narrative="Otherwise."),
        lambda: accept_part(part, by=year_end.by),
        lambda: leave_out(part, "No", by=year_end.by),
        lambda: move_due(year_end.of, ASKED, is_internal=True, why="?", by=year_end.by),
        lambda: edit_return(year_end.of, {"name": "?"}, by=year_end.by),
        lambda: send_return(fresh(year_end), by=year_end.by),
        lambda: compile_whole(fresh(year_end), by=year_end.by),
    ):
        with pytest.raises(Refused, match="was sent, so it stays as it is"):
            change()


def test_what_changes_after_compiling_is_compiled_anew(year_end):
    year_end.ask(ASKED)
    year_end.answer_all()
    compile_whole(fresh(year_end), by=year_end.by)
    send_back(year_end.part(1), "Say how many lamps", by=year_end.by)
    assert fresh(year_end).state == "asked"
    with pytest.raises(Refused, match="not compiled"):
        send_return(fresh(year_end), by=year_end.by)


def test_words_that_tell_of_somebody_are_looked_for_again_when_it_is_compiled(year_end):
    year_end.ask(ASKED)
    year_end.answer_all()
    Part.objects.filter(pk=year_end.part(2).pk).update(case_study="Ring 07700 900123 for more.")
    with pytest.raises(Refused, match="Locks for older homes, Case study: This gives a phone number"):
        compile_whole(fresh(year_end), by=year_end.by)


def test_words_may_stand_that_tell_of_nobody(year_end):
    year_end.ask(ASKED)
    year_end.answer_all()
    part = year_end.part(2)
    Part.objects.filter(pk=part.pk).update(narrative="We met at the Samuel Pepys.")
    from wapentake.returns.changes.parts import find_leaks_in

    (found,) = find_leaks_in(year_end.part(2))
    let_stand(year_end.part(2), found.likeness, "It is a public house", by=year_end.by)
    compile_whole(fresh(year_end), by=year_end.by)
    with pytest.raises(Refused, match="do not stand there any more"):
        let_stand(year_end.part(2), "other", "No", by=year_end.by)


def test_figures_count_what_no_part_is_of(year_end):
    year_end.books.invoice(year_end.fund, 100)
    year_end.ask(ASKED)
    year_end.answer_all()
    totals = tell_content(fresh(year_end), at=frozen_now())["totals"]
    assert totals == {
        "budget": 900_000,
        "spent": 730_000,
        "left": 170_000,
        "forecast": 810_000,
        "underspend": 90_000,
        "elsewhere": 10_000,
    }


def frozen_now():
    from django.utils import timezone

    return timezone.now()


def test_struck_words_go_from_what_was_frozen_too(year_end):
    year_end.ask(ASKED)
    year_end.answer_all()
    compile_whole(fresh(year_end), by=year_end.by)
    frozen = send_return(fresh(year_end), by=year_end.by)

    def clean(value):
        if isinstance(value, dict):
            return {key: clean(one) for key, one in value.items()}
        if isinstance(value, list):
            return [clean(one) for one in value]
        return value.replace("hall", "____") if isinstance(value, str) else value

    assert scrub_returns(year_end.partnership.pk, clean) == 9
    frozen.refresh_from_db()
    assert "hall" not in str(frozen.content)
    assert hash_content(frozen.content) == frozen.sha256
    assert not ReturnFile.objects.exists()
    assert scrub_returns not in ALSO_SCRUBBED  # it stands with those of the rooms below intake
