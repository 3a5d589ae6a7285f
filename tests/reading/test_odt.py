"""OpenDocument texts: headings, list numbers, looks through automatic styles, tables, changes and notes."""

import time

import pytest

from tests.reading.office import OPEN, make_odt, make_zip
from wapentake.reading.document import Unreadable, clean_text
from wapentake.reading.odt import read_odt

NUMBERS = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
<text:list-level-style-number text:level="2" style:num-format="i" style:num-suffix="." text:start-value="4"/>
</text:list-style>
<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>"""

STYLES = """<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Strong" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>"""

AUTOMATIC = (
    NUMBERS
    + """<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Strong"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="N" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="U" style:family="text">
<style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="X" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"""
)


def line(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def span(words: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def row(*cells: str) -> str:
    inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def read_body(body: str) -> str:
    return read_odt(make_odt(body, automatic=AUTOMATIC, styles=STYLES)).text.strip("\n")


BODIES = [
    (line(" Ann<text:s text:c='3'/>Low<text:soft-page-break/><text:tab/>chair<text:line-break/>Bob "),
     "Ann Low\tchair\nBob"),
    (line("Minutes", "Title") + line("Quay", "P2"), "# Minutes\n\n## Quay"),
    (('<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>'
     '<text:h text:outline-level="2"/><text:h text:outline-level="3">C</text:h>'), "# 1. A\n\n## 1.1 B\n\n### C"),
    (line("Present", "P1") + line(span("Ann", "N"), "P1"), "**Present**\n\nAnn"),
    (line(span("Action:", "B") + " AL to " + span("write", "B")), "**Action:** AL to write"),
    (line(span("Next meeting", "U")), "**Next meeting**"),
    (line("a" + span("gone", "X") + span(f"hid{span('den', 'B')}", "H") + "b"), "ab"),
    (listed(line("a") + line("more"), line("b") + listed(line("c"), line("d") + listed(line("e"))), line("f")),
     "1. a\n\nmore\n\n2. b\n  2.1 c\n  2.2 d\n    (a) e\n3. f"),
    (listed(line("a")) + line("x") + listed(line("b"), more='text:continue-numbering="true"') + listed(line("c")),
     "1. a\n\nx\n\n2. b\n1. c"),
    (listed(line("a"), more='xml:id="one"') + listed(line("b"), style="L2") +
     listed(line("c"), more='text:continue-list="one"'), "1. a\n- b\n2. c"),
    ((f'<text:list text:style-name="L1"><text:list-item text:start-value="7">{line("a")}</text:list-item>'
     f"<text:list-header>{line('head')}</text:list-header><text:list-item>{line('b')}</text:list-item></text:list>"),
     "7. a\n\nhead\n\n8. b"),
    (listed(listed(line("x"), style=""), style="L2") + listed(line("y"), style="L3") + listed(line("z"), style="none"),
     "iv. x\n\ny\n\n- z"),
    (listed('<text:h text:outline-level="2">Lamps</text:h>'), "## 1. Lamps"),
    ('<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion>'
     "</text:changed-region></text:tracked-changes>" + line('<text:change text:change-id="1"/>new'), "new"),
    (line('a<office:annotation><text:p>remark</text:p></office:annotation>b <text:a>link</text:a>'), "ab link"),
    (f"<text:table-of-content><text:index-body>{line('Lamps 3')}</text:index-body></text:table-of-content>{line('x')}",
     "x"),
    (line("It cost £20<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Net.</text:p>"
          "</text:note-body></text:note>.") + line("End"), "It cost £20.\n\nEnd\n\nNet."),
    (line("out<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame> side") + line("after"),
     "out side\n\nbox\n\nafter"),
    ((f"<table:table><table:table-header-rows>{row(line('Action'), line('By'))}</table:table-header-rows>"
     f"{row(line('Mend'), line('AL') + line('BR'))}</table:table>"), "| Action | By |\n| Mend | AL / BR |"),
    ((f"<table:table><table:table-row><table:table-cell>{line('wide')}</table:table-cell><table:covered-table-cell/>"
     f"</table:table-row>{row(line('a'), line('b'))}</table:table>"), "| wide |  |\n| a | b |"),
    (f"<table:table>{row(line('Item'), line('Action'))}{row(line('Words. ' * 50), line('AL'))}</table:table>",
     f"{('Words. ' * 50).strip()}\n\n|| AL"),
    ("<table:table-row/><table:table-cell/><text:span>loose</text:span>" + line("x"), "loose\n\nx"),
    (line(""), ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_odt_becomes_canonical_text(body, text):
    assert read_body(body) == text


def test_styles_in_a_ring_end():
    ring = (
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
    )
    assert read_odt(make_odt(line("x", "A"), styles=ring)).text == "x\n"


def test_locked_text_is_refused():
    manifest = '<manifest:manifest><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    with pytest.raises(Unreadable, match="locked with a password"):
        read_odt(make_odt(line("x"), **{"META-INF/manifest.xml": manifest}))


def test_what_is_no_text_is_refused():
    sheet = (
        f"<office:document-content {OPEN}><office:body><office:spreadsheet/></office:body></office:document-content>"
    )
    with pytest.raises(Unreadable, match="no text"):
        read_odt(make_zip({"content.xml": sheet}))
    with pytest.raises(Unreadable, match="damaged"):
        read_odt(make_zip({"content.xml": "<office"}))


def test_deep_lists_and_tables():
    assert read_body("<text:list><text:list-item>" * 100 + line("x") + "</text:list-item></text:list>" * 100) == "- x"
    cell = "<table:table><table:table-row><table:table-cell>"
    assert read_body(cell * 70 + line("x") + "</table:table-cell></table:table-row></table:table>" * 70) == "x"


def test_long_text_takes_a_moment():
    data = make_odt(listed(*[line("Words of a minute. " * 5) for _ in range(3000)]))
    start = time.process_time()
    assert read_odt(data).text.count("\n") == 3000
    assert time.process_time() - start < 2


def test_shared_texts_are_clean(shared):
    paths = list((shared / "evaluation").glob("*/*/*.odt"))
    assert paths
    for path in paths:
        text = read_odt(path.read_bytes()).text
        assert clean_text(text) == text
        assert len(text) > 1500, path.name
