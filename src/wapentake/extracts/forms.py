"""The forms of extracts: how columns are read, the file, what a line is entered as, why one is left aside."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.extracts.changes.lines import key_of
from wapentake.extracts.models import IN_KINDS, OUT_KINDS, ExtractLine, LineState, Mapping
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.money.forms import EventForm
from wapentake.money.forms.fields import LINES, offer
from wapentake.money.queries.position import find_journals
from wapentake.terms import Amount, FinancialYear

_SHORT = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})
_COLUMN = forms.TextInput(attrs={"class": "govuk-input--width-20"})
COLUMNS = ("on", "text", "party", "reference", "order", "sum", "debit", "credit", "vat", "code")


def _ask(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    """Return a field for the name of a column."""
    missing = {"required": "Enter the name of the column"}
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=100, widget=_COLUMN, error_messages=missing
    )


class CodesField(forms.CharField):
    """Codes of the ledger with their funds, one a line: "4410 = Prevent". It is a dictionary once it is clean."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """Return the name of the fund by its code."""
        codes: dict[str, str] = {}
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            code, mark, fund = (part.strip() for part in line.partition("="))
            if not (code or mark or fund):
                continue
            if not (code and fund):
                raise forms.ValidationError(f"Write line {number} as a code and its fund, such as 4410 = Prevent")
            if codes.setdefault(code, fund) != fund:
                raise forms.ValidationError(f"The code {code} stands twice. Leave one of them")
        return codes

    @staticmethod
    def show(codes: dict[str, str]) -> str:
        """Return what stands in the box."""
        return "\n".join(f"{code} = {fund}" for code, fund in codes.items())


class MappingForm(forms.Form):
    """How the columns of one kind of extract are read."""

    name = forms.CharField(
        label="What do you call this kind of extract?", max_length=100,
        help_text="For example “Council ledger”. You choose it by this name when you bring a file in.",
        error_messages={"required": "Give it a name"},
    )  # fmt: skip
    header_row = forms.IntegerField(
        label="In which row do the names of the columns stand?", min_value=1, max_value=50, initial=1, widget=_SHORT,
        error_messages={"required": "Enter the number of the row", "invalid": "Enter a whole number, such as 1"},
    )  # fmt: skip
    sheet = forms.CharField(
        label="Which sheet?", max_length=100, required=False, widget=_COLUMN,
        help_text="Only for an Excel file that has several.",
    )  # fmt: skip
    on = _ask("Column with the day", required=True)
    sum = _ask("Column with the sum", "Leave it empty where debit and credit have a column each.")
    debit = _ask("Column with the debit")
    credit = _ask("Column with the credit")
    vat = _ask("Column with the VAT")
    party = _ask("Column with the supplier, or who pays")
    text = _ask("Column that says what it is for")
    reference = _ask("Column with the number of the invoice")
    order = _ask("Column with the number of the purchase order")
    code = _ask("Column with the cost centre or code")
    below_is_cost = forms.BooleanField(
        label="What was spent has a minus sign",
        required=False,
        help_text="As on a bank statement. A sum that is marked DR or CR is read by its mark.",
    )
    adds_vat = forms.BooleanField(label="The sum is without the VAT in its column", required=False)
    out_kind = forms.ChoiceField(label="A line by which money goes out is", choices=OUT_KINDS, widget=forms.RadioSelect)
    in_kind = forms.ChoiceField(label="A line by which money comes in is", choices=IN_KINDS, widget=forms.RadioSelect)
    funds = CodesField(
        label="Which code is which fund?", required=False,
        help_text="One a line, such as 4410 = Prevent. The fund is named as in its year.",
    )  # fmt: skip
    fund_name = forms.CharField(
        label="Fund of all other lines", max_length=200, required=False, help_text="Leave it empty to choose each time."
    )

    def __init__(self, *args: Any, **told: Any) -> None:
        """Say first what most extracts are."""
        super().__init__(*args, **told)
        self.fields["out_kind"].initial, self.fields["in_kind"].initial = OUT_KINDS[0][0], IN_KINDS[0][0]

    def clean(self) -> dict[str, Any]:
        """Ask for one sum or both sides, for some words, and for each column once."""
        held = super().clean() or self.cleaned_data
        sides = [name for name in ("debit", "credit") if held.get(name)]
        if held.get("sum") and sides:
            self.add_error("sum", "Name the sum, or the debit and the credit, and not both")
        elif not held.get("sum") and len(sides) < 2:
            empty = "debit" if sides == ["credit"] else "credit" if sides else "sum"
            self.add_error(empty, "Name the column with the sum, or those with the debit and the credit")
        if not (held.get("text") or held.get("party")):
            self.add_error("text", "Name the column with the supplier, or the one that says what it is for")
        if held.get("adds_vat") and not held.get("vat"):
            self.add_error("vat", "Name the column with the VAT")
        seen: dict[str, str] = {}
        for name in COLUMNS:
            if (typed := held.get(name, "").lower()) and seen.setdefault(typed, name) != name:
                self.add_error(name, "This column is named above already")
        return held

    @staticmethod
    def read(mapping: Mapping) -> dict[str, Any]:
        """Return initial values from a mapping."""
        return {name: getattr(mapping, name) for name in MappingForm.base_fields} | {
            "funds": CodesField.show(mapping.funds)
        }


class ExtractForm(forms.Form):
    """A file, and how it is read."""

    mapping = forms.ChoiceField(
        label="What kind of extract is it?", error_messages={"required": "Choose what kind of extract it is"}
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or Excel (.xlsx), 10 MB and 20,000 rows at most.",
        error_messages={
            "required": "Choose a file",
            "empty": "The selected file is empty",
            "missing": "Choose a file",
            "max_length": "The name of the file is too long. Give it a shorter one",
        },
        max_length=250,
    )
    year = forms.ChoiceField(
        label="Only of one year?", required=False, help_text="A row of another year is then refused."
    )

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the kinds of extract and the years of the partnership."""
        super().__init__(*args, **told)
        rows = Mapping.objects.filter(partnership=partnership).order_by("name")
        self.mappings = {str(one.pk): one for one in rows}
        years = [(str(one.start), str(one)) for one in find_journals(partnership)]
        offer(self, "mapping", [("", "Choose"), *((key, one.name) for key, one in self.mappings.items())])
        offer(self, "year", [("", "All that it holds"), *years])


class LineForm(EventForm):
    """What a line is entered as. Its key is the line's own, so that it is entered once."""

    def __init__(self, *args: Any, line: ExtractLine, **told: Any) -> None:
        """Hold the line; nobody is asked for the key."""
        super().__init__(*args, **told)
        self.line = line
        del self.fields["key"]

    def clean(self) -> dict[str, Any]:
        """Add the key."""
        return {**(super().clean() or self.cleaned_data), "key": key_of(self.line)}

    @staticmethod
    def read(line: ExtractLine, *, fund: int | None) -> dict[str, Any]:
        """Return initial values from a line."""
        told = {
            "on": line.on,
            "pence": str(Amount(abs(line.pence))),
            "vat": str(Amount(abs(line.vat))) if line.vat else "",
            "text": line.text,
            "party": line.party[:200],
            "reference": line.reference[:100],
            "belongs_to": FinancialYear.of(line.on).start,
            "commitment": line.commitment_id,
            "fund": fund,
        }
        return {name: value for name, value in told.items() if value not in (None, "")}


class AsideForm(forms.Form):
    """Why a line is not entered."""

    why = forms.CharField(label="Why?", max_length=300, widget=LINES, error_messages={"required": "Say why"})


class LineFilter(FilterForm):
    """Which lines to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *LineState.choices])
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)
