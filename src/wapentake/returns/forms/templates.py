"""The forms of funders' spreadsheets: keeping one, and what goes into which of its names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import escape
from openpyxl.utils import get_column_letter

from wapentake.returns.content import COLUMNS, FIGURES
from wapentake.returns.models import Template
from wapentake.returns.workbooks import Name

_PARTS = [(f"part:{key}", words) for key, words in COLUMNS.items()]
_FIGURES = [(f"figure:{key}", words) for key, words in FIGURES.items()]
_NOTHING = ("", "Nothing: leave it as it is")


class TemplateForm(forms.Form):
    """A funder's spreadsheet."""

    funder = forms.CharField(
        label="Funder",
        max_length=200,
        help_text="As it stands in the returns to it.",
        error_messages={"required": "Enter the funder"},
    )
    file = forms.FileField(
        label="The funder’s spreadsheet",
        help_text="An Excel workbook (XLSX) without macros, whose cells to be filled have names. 10 MB at most.",
        error_messages={"required": "Choose a file", "empty": "The selected file is empty"},
    )


class MappingForm(forms.Form):
    """What goes into each name of a spreadsheet; one that names a table is asked for each of its columns."""

    def __init__(self, *args: Any, names: Iterable[Name], **told: Any) -> None:
        """Ask for each name."""
        super().__init__(*args, **told)
        self.names = list(names)
        for at, name in enumerate(self.names):
            for column in range(name.columns):
                self.fields[f"n{at}_{column}"] = _ask(name, column)

    @property
    def mapping(self) -> dict[str, list[str]]:
        """Return what goes into each name, a key for each of its columns."""
        return {
            name.name: [self.cleaned_data[f"n{at}_{column}"] for column in range(name.columns)]
            for at, name in enumerate(self.names)
        }

    @staticmethod
    def read(template: Template, names: Iterable[Name]) -> dict[str, str]:
        """Return initial values from a template."""
        return {
            f"n{at}_{column}": key
            for at, name in enumerate(names)
            for column, key in enumerate(template.mapping.get(name.name, []))
        }


def _ask(name: Name, column: int) -> forms.ChoiceField:
    one = name.rows == 1 and name.columns == 1
    downwards = ("Of each part, downwards from here", _PARTS)
    choices = [_NOTHING, ("Of the whole return", _FIGURES), downwards] if one else [_NOTHING, downwards]
    letter = get_column_letter(name.first_column + column)
    room = f", room for {name.rows} parts" if name.rows > 1 else ""
    label = name.name if name.columns == 1 else f"{name.name}, column {letter}"
    return forms.ChoiceField(
        label=label, required=False, choices=choices, help_text=escape(f"{name.place_of(column)}{room}")
    )
