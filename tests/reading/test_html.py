"""HTML pages: ModernGov meetings, other councils' pages, saved Word documents, and pages in bad order."""

import time

import pytest

from wapentake.reading.document import clean_text
from wapentake.reading.html import read_html

MEETING = """<!DOCTYPE html><html><body>
<div class="cookies">We use cookies</div><nav><ul><li>Councillors</li></ul></nav>
<div role="main"><div id="modgov">
<div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda and minutes</h1></div>
<div class="mgSubTitle"><h2 class="mgSubTitleTxt"><a>Safer Oakmere Board - Monday 3 March 2025 2:00 pm</a></h2></div>
<p>You can subscribe to this page.</p>
<div class="mgLinks"><ul class="mgActionList"><li><a>Attendance details</a></li></ul></div>
<div class="mgContent">
<p><span class="mgLabel">Venue: </span>Old Hall. <a href="y"> View directions</a></p>
<p><span class="mgLabel">Contact: </span>Ann Low&nbsp;
  Email: <a href="mailto:x">ann@oakmere.example</a></p>
<table class="mgItemTable"><caption class="mgSectionTitle">Items</caption>
<tr><th class="mgHide">No.</th><th class="mgHide">Item</th></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="A1"></a>12.</p></td>
<td><p class="mgAiTitleTxt"><a class="mgAiTitleLnk">Lights on the quay <span class="mgFileSize">
<img alt="pdf icon"> PDF 99 KB</span></a></p>
<div class="mgWordPara"><p class="MsoNormal">To look at the lights.</p><p>&nbsp;</p></div>
<p class="mgSubItemTitleTxt">Additional documents:</p>
<ul class="mgBulletList"><li><a>Annex 1 <span class="mgHide">, item 12.</span>
<span class="mgFileSize">PDF 1 MB</span></a></li></ul>
<p class="mgSubItemTitleTxt">Decision:</p>
<p class="MsoNormal"><b>RESOLVED</b> that:</p>
<p class="MsoListParagraph"><span>1.<span style="font:7.0pt">&nbsp;&nbsp; </span></span>
the bid be <span class="SpellE">approved</span>;</p>
<p>The Board heard &nbsp;...&nbsp; <a title="Link">
view the full minutes text for item 12.</a></p>
<table class="mgTableNoBorderFullWidth"><caption class="mgSectionTitle">Recorded Vote</caption><thead>
<th>Title</th><th>Result</th></thead><tr><td>Lights</td><td><img alt=""> Carried</td></tr></table>
<li><a href="mgListRecordedVotesShort.aspx?AIID=1">View Recorded Vote for this item</a></li></td></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">13.</p></td>
<td><p class="mgAiTitleTxt">Any other business</p></td></tr>
</table><div class="mgHelpLine">Help</div></div><div class="mgFooter"><p>Print</p></div></div></div>
<footer>Oakmere</footer></body></html>"""

READ_MEETING = """\
# Agenda and minutes

# Safer Oakmere Board - Monday 3 March 2025 2:00 pm

Venue: Old Hall. View directions

Contact: Ann Low Email: ann@oakmere.example

## 12. Lights on the quay

To look at the lights.

**Additional documents:**

- Annex 1

**Decision:**

**RESOLVED** that:

1. the bid be approved;

The Board heard ... view the full minutes text for item 12.

**Recorded Vote**

| Title | Result |
| Lights | Carried |

## 13. Any other business
"""

PAGES = [
    ("<ol start=3><li>One<li>Two<ol type=a><li>x<li>y</ol></ol>", "3. One\n4. Two\n  a. x\n  b. y"),
    ("<ol reversed><li>One<li>Two</ol>", "2. One\n1. Two"),
    ("<ol><li value=7><p>One</p><p>More</p></ol>", "7. One\n\nMore"),
    ("<ol style='list-style-type: upper-roman'><li>x<li>y</ol>", "I. x\n\nII. y"),
    ("<ol style='list-style: none'><li>1.2 x</li></ol>", "1.2 x"),
    ("<ul><li>a<ul><li>b</ul><li><strong>Post Office</strong> shut</ul>", "- a\n  - b\n- **Post Office** shut"),
    ("<p><b>Apologies</b>:  Ann Low</p>", "**Apologies:** Ann Low"),
    ("<p>Ann was <b>told</b> so</p>", "Ann was told so"),
    ("<p><b>R</b>ESOLVED</p>", "RESOLVED"),
    ("<p><u>Next meeting</u></p>", "**Next meeting**"),
    ("<p style='font-weight:bold'>Present</p><b style='font-weight:normal'>Ann</b>", "**Present**\n\nAnn"),
    ("<p>Ann Low<br>Bob Reed<br/>of the Trust</p>", "Ann Low\nBob Reed of the Trust"),
    ("<p>8<sup>th</sup> May <s>gone</s><del>gone</del><ins>kept</ins></p>", "8th May kept"),
    ("<p>a | b</p>", "a ¦ b"),
    ("<p>one\n  two&nbsp; &nbsp;three\tfour</p>", "one two three four"),
    ("<p hidden>x</p><p style='display: none'>x</p><span class='sr-only'>x</span><i aria-hidden=true>x</i>y", "y"),
    ("<dl><dt>Date:</dt><dd>3 March</dd><dt>Lost</dt></dl>", "Date: 3 March\n\nLost"),
    ("<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp;</span></span>lamp posts</p>", "- lamp posts"),
    ("<h1></h1><h2>The <b>quay</b><br>lights</h2>", "## The quay lights"),
    ("<table><tr><td>a<td>b<tr><td colspan=2>c</table>", "| a | b |\n| c |  |"),
    ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "| a | b |\n|  | c |"),
    ("<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>", "| a | b |\n\n| c | d |"),
    ("<table><tr><td>one<p>two<td>c</table>", "| one / two | c |"),
    (
        "<table><tr><td><b>Ann Low</b> Harbour Trust<td><b>Due:</b> June</table>",
        "| Ann Low / Harbour Trust | Due: June |",
    ),
    ("<table><tr><td>a<table><tr><td>b<td>c</table></table>", "a\n\n| b | c |"),
    ("<table><tr><td><p>a<p>b</table>", "a\n\nb"),
    ("<pre>a line\n  Another</pre>", "a line\nAnother"),
    ("<p>unclosed <b>bold<p>Next<ul><li>a", "unclosed bold\n\n**Next**\n\n- **a**"),
    ("", ""),
]


def test_moderngov_meeting():
    assert read_html(MEETING).text == READ_MEETING
    assert read_html(MEETING.replace('id="modgov"', 'class="skin"').encode()).text == READ_MEETING


@pytest.mark.parametrize(("html", "text"), PAGES)
def test_html_becomes_canonical_text(html, text):
    assert read_html(html).text.strip("\n") == text


def test_layout_table_with_an_action_column_gives_margin_notes():
    words = "The Board heard how the lamps had gone out one by one, and what it would cost to mend them. " * 4
    html = f"""<table><tr><th>Item<th>Action</tr><tr><td>1.<br></td></tr></table>
    <table><tr><td></td><td>Discussion</td><td>Action</td></tr>
    <tr><td>2</td><td><p><b>Lamps</b></p><p>{words}</p></td><td><p>AL</p><p>BR</p></td></tr></table>"""
    text = read_html(html).text
    assert text.endswith(f"2. **Lamps**\n\n{words.strip()}\n\n|| AL\n\n|| BR\n")


def test_heads_over_text_and_owners_say_nothing_and_are_left_out():
    words = "The Board heard how the lamps had gone out one by one, and what it would cost to mend them. " * 4
    html = f"<table><tr><th>Minutes<th>Action</tr><tr><td>{words}<td>AL</tr></table>"
    assert read_html(html).text == f"{words.strip()}\n\n|| AL\n"
    assert read_html(html.replace("Minutes", "Lamps")).text.startswith("Lamps\n\n|| Action\n\nThe Board")


def test_list_of_tasks_keeps_its_rows_however_long():
    words = "Ask the Trust what it would cost to mend the lamps. " * 10
    html = (
        f"<table><tr><th>Ref<th>Action<th>Lead</tr><tr><td>1<td>{words}<p>And write.</p></td><td>AL</td></tr></table>"
    )
    assert read_html(html).text == f"| Ref | Action | Lead |\n| 1 | {words.strip()} / And write. | AL |\n"


@pytest.mark.parametrize("page", [
    "<main><article><header class=entry-header><h1>Minutes</h1></header>{0}</article></main>",
    "<div id=wrapper class=has-sidebar><div id=content><h1>Minutes</h1>{0}</div><div class=sidebar>News</div></div>",
    "<form id=aspnet><div class='breadcrumb'>Home</div><h1>Minutes</h1>{0}</form>",
    "<div role=main><h1>Minutes</h1>{0}<form class=search><p>Search</p><input></form></div>",
])  # fmt: skip
def test_page_of_any_council_is_read_without_its_furniture(page):
    body = "<p>The Board met and agreed to mend the lamps on the quay before the winter.</p>" * 3
    furniture = "<header><a>Home</a></header><nav>Menu</nav>{}<aside>News</aside><footer>Contact us</footer>"
    words = "The Board met and agreed to mend the lamps on the quay before the winter."
    text = read_html(f"<html><body>{furniture.format(page.format(body))}</body></html>").text
    assert text == f"# Minutes\n\n{words}\n\n{words}\n\n{words}\n"


@pytest.mark.parametrize(
    "tags", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<font size=1>", "<span class=x>", "<p>"]
)
def test_tags_nested_ten_thousand_deep(tags):
    start = time.process_time()
    assert "deep" in read_html("<html>" + tags * 10_000 + "deep").text
    assert "deep" in read_html(tags * 30_000 + "deep" + "</div>" * 30_000).text
    assert time.process_time() - start < 5


def test_formatting_left_open_does_not_multiply():
    html = "".join(f"<font size={number}>" for number in range(20_000)) + "<p>x" * 20_000
    start = time.process_time()
    assert read_html(html).text.count("x") == 20_000
    assert time.process_time() - start < 5


def test_cells_that_claim_to_cover_everything():
    text = read_html("<table>" + "<tr><td rowspan=65535 colspan=1000>x" * 500).text
    assert text.count("x") == 500


def test_shared_meeting_page_keeps_its_words(shared):
    path = shared / "evaluation" / "dev" / "documents" / "kingston-2025-committee.html"
    text = read_html(path.read_bytes()).text
    assert text == clean_text(text)
    assert next(line for line in text.split("\n") if line.startswith("## ")).startswith("## 54. ")
    assert sum(line.startswith("## ") for line in text.split("\n")) == 12
    assert text.count("view the full minutes text") == 2
    assert " KB" not in text
    assert "mgJQuery" not in text
    assert "ePetitions" not in text
