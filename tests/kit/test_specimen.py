"""All parts of the kit on one page: nothing that the policy on content forbids, and what points at an id finds it."""

import re
from collections import Counter
from datetime import date
from types import SimpleNamespace as Thing

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html

from tests.kit.test_charts import LIVES
from tests.where import ROOT
from wapentake.accounts.models import Colour
from wapentake.kit.marked import Mark
from wapentake.kit.widgets import DayField

TEMPLATES = ROOT / "src/wapentake/kit/templates"
STYLES = (ROOT / "src/wapentake/kit/static/kit/app.css").read_text(encoding="utf-8")
ERRORS = ("400", "403", "403_csrf", "404", "500")
TEXT = "## 4. Streets\n\nMS to pay £200 by May."


class EveryField(forms.Form):
    words = forms.CharField(label="What is to be done", help_text="As the minutes say it.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    owner = forms.ChoiceField(label="Owner", choices=[("", "Choose"), ("1", "Manjeet Singh")])
    due = DayField(label="Due", help_text="For example, 31 7 2017")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "Action"), ("d", "Decision")])
    themes = forms.MultipleChoiceField(
        label="Themes", widget=forms.CheckboxSelectMultiple, choices=[("b", "Burglary"), ("o", "Other")]
    )
    sure = forms.BooleanField(label="I have read the minutes")
    page = forms.FileField(label="Minutes")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)


class Filter(forms.Form):
    say_optional = False
    q = forms.CharField(label="Words", required=False)


def render_specimen(form):
    rows = [Thing(text=f"Action {n}", owner="MS", due=date(2017, 7, 31), pence=n, state="open") for n in range(30)]
    context = {
        "partnership": Thing(name="Harborough Community Safety Partnership", colour="teal"),
        "user": Thing(is_authenticated=True),
        "partnerships_count": 2,
        "navigation": [{"text": "Home", "href": "/", "current": True}, {"text": "Meetings", "href": "/m/"}],
        "messages": [Thing(level_tag=level, message=level) for level in ("success", "error", "info")],
        "crumbs": [{"text": "Meetings", "href": "/m/"}, {"text": "Item 4"}],
        "needs": [{"count": 2, "title": "Actions overdue", "href": "/a/", "urgent": True}],
        "steps": [{"name": "minutes.pdf", "state": "running"}],
        "day": date(2017, 7, 31),
        "rows": [{"key": "Owner", "value": "MS", "href": "/o/"}, {"key": "Due"}],
        "chosen": [{"text": "Open", "href": "?"}],
        "filter_form": Filter({}, prefix="filter"),
        "page": Paginator(rows, 10).page(2),
        "text": TEXT,
        "marks": [Mark(TEXT.index("£"), TEXT.index("£") + 4, "amount", 2, 1)],
        "form": form,
        "lives": LIVES,
    }
    return render_to_string("kit/specimen.html", context, RequestFactory().get("/specimen/"))


@pytest.fixture(params=["new", "wrong"])
def page(request):
    return html.document_fromstring(render_specimen(EveryField() if request.param == "new" else EveryField({})))


def forbidden(page):
    """The parts that `script-src 'self'; style-src 'self'` would stop."""
    inline = page.xpath("//style | //script[not(@src)] | //*[@style]")
    handlers = [element for element in page.iter() for name in element.attrib if name.startswith("on")]
    return [element.tag for element in inline + handlers]


def test_nothing_is_inline(page):
    assert forbidden(page) == []


def test_ids_stand_once(page):
    assert [name for name, times in Counter(page.xpath("//@id")).items() if times > 1] == []


def test_what_points_at_an_id_finds_it(page):
    named = (
        page.xpath("//@for")
        + " ".join(page.xpath("//@aria-describedby | //@aria-labelledby | //@aria-controls")).split()
    )
    inside = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#") and len(href) > 1]
    assert set(named + inside) - set(page.xpath("//@id")) == set()


def test_every_control_has_a_label(page):
    controls = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    labelled = set(page.xpath("//label/@for"))
    assert [control.get("name") for control in controls if control.get("id") not in labelled] == []


def test_the_title_tells_of_errors():
    wrong = html.document_fromstring(render_specimen(EveryField({})))
    assert wrong.findtext(".//title") == "Error: Specimen - Harborough Community Safety Partnership"


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_stand_without_a_context(name):
    page = html.document_fromstring(render_to_string(f"{name}.html"))
    assert len(page.xpath("//h1")) == 1
    assert page.get("lang") == "en-GB"
    assert forbidden(page) == []


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_are_those_of_a_partnership_and_read_well_under_white():
    colours = dict(re.findall(r"\.app-colour-(\w+)\{--app-colour: ?(#[0-9a-f]{6})\}", STYLES))
    assert set(colours) == set(Colour.values)
    assert {name: 1.05 / (luminance(colour) + 0.05) >= 4.5 for name, colour in colours.items()} == dict.fromkeys(
        colours, True
    )


def test_styles_take_nothing_from_gov_uk_itself():
    assert "GDS Transport" not in STYLES
    assert "url(" not in STYLES
    assert "@font-face" not in STYLES


def test_templates_are_small():
    assert {path.name for path in TEMPLATES.rglob("*.html") if path.read_text("utf-8").count("\n") > 300} == set()
