"""Word documents: headings, list numbers, looks, tables, changes and notes, and archives made to harm."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from tests.reading.office import WORD, make_docx, make_zip
from wapentake.reading import archive
from wapentake.reading.document import Unreadable, clean_text
from wapentake.reading.docx import read_docx

LEVELS = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>"""

STYLES = """<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Out"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lab"><w:name w:val="Label"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="Num"/>
<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"""


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") else run(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def numbered(words: str, level: int = 0, number: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(words: str, style: str) -> str:
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr>{properties}</w:tcPr>{cell}</w:tc>' for cell in cells)}</w:tr>"


MORE = ("There is more to say. " * 20).strip()
WIDE = '<w:gridSpan w:val="2"/>'


def read_body(body: str) -> str:
    return read_docx(make_docx(body, styles=STYLES, numbering=LEVELS)).text.strip("\n")


BODIES = [
    (paragraph("  Ann\u00a0Low "), "Ann Low"),
    (styled("Minutes", "T") + styled("Lamps", "H2") + styled("Quay", "Mine") + styled("Deep", "Out"),
     "# Minutes\n\n## Lamps\n\n## Quay\n\n### Deep"),
    (styled("", "T") + styled("Contents ... 1", "C1") + styled("x " * 90, "H2"), ("x " * 90).strip()),
    (paragraph("A", '<w:outlineLvl w:val="0"/>') + paragraph("B", '<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>'),
     "# A\n\n**B**"),
    (numbered("a") + numbered("b") + numbered("c", 1) + numbered("d", 1) + numbered("e", 2) + numbered("f") +
     numbered("g", 1),
     "1. a\n2. b\n  2.1 c\n  2.2 d\n    (a) e\n3. f\n  3.1 g"),
    (numbered("a") + paragraph("x") + numbered("b", 0, 4) + numbered("c", 0, 3) + numbered("d", 0, 3),
     "1. a\n\nx\n\n2. b\n1. c\n2. d"),
    (styled("a", "Num") + styled("b", "Num") + 
     paragraph("c", '<w:pStyle w:val="Num"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
     "1. a\n2. b\n\nc"),
    (numbered("a", 0, 2) + numbered("b", 1, 2) + numbered("c", 1, 2), "- a\n  i) b\n  ii) c"),
    (paragraph("Lamps", '<w:pStyle w:val="H2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
     "## 1. Lamps"),
    (paragraph(run("Action:", "<w:b/>") + run(" AL to write")), "**Action:** AL to write"),
    (paragraph(run("Action", '<w:rStyle w:val="S"/>') + run(": AL to write")), "**Action:** AL to write"),
    (styled("Present", "Lab") + styled(run("Ann", '<w:b w:val="0"/>'), "Lab"), "**Present**\n\nAnn"),
    (paragraph(run("Next meeting", '<w:u w:val="single"/>')) + paragraph(run("None", '<w:u w:val="none"/>')),
     "**Next meeting**\n\nNone"),
    (paragraph(run("Ann ") + run("was told", "<w:b/>") + run(" so")), "Ann was told so"),
    (numbered(run("Post Office", "<w:b/>") + run(" It shut."), 0, 2), "- **Post Office** It shut."),
    (paragraph(run("a") + run("gone", "<w:strike/>") + run("hidden", "<w:vanish/>") + run("b")), "ab"),
    (paragraph(f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
               f"<w:moveFrom>{run('away')}</w:moveFrom>"), "new"),
    (paragraph(f"<w:hyperlink>{run('the link')}</w:hyperlink><w:fldSimple>{run(' 3')}</w:fldSimple>"), "the link 3"),
    (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>C</w:t><w:br w:type='page'/><w:noBreakHyphen/></w:r>"),
     "a\tb\nC-"),
    ((f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('in')}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
     f"<w:sdtContent>{paragraph('Click here')}</w:sdtContent></w:sdt>"), "in"),
    (("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
     f"<w:sdtContent>{paragraph('1 Lamps 3')}</w:sdtContent></w:sdt>{paragraph('x')}"), "x"),
    (paragraph(f"<w:r><w:t>out</w:t><w:pict><w:txbxContent>{paragraph('box')}</w:txbxContent></w:pict></w:r>") +
     paragraph("after"), "out\n\nbox\n\nafter"),
    (f"<w:tbl>{row(paragraph('a'), paragraph('b'))}{row(paragraph('c') + paragraph('d'), '<w:p/>')}</w:tbl>",
     "| a | b |\n| c / d |  |"),
    (f"<w:tbl>{row(paragraph('wide'), properties=WIDE)}{row(paragraph('c'), paragraph('d'))}</w:tbl>",
     "| wide |  |\n| c | d |"),
    (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>{row(paragraph('kept'))}</w:tbl>",
     "kept"),
    ((f"<w:tbl>{row(numbered('Lamps'), paragraph(MORE), paragraph('AL') + paragraph('BR'))}"
     f"{row('<w:p/>', paragraph(MORE), '<w:p/>')}{row('<w:p/>', paragraph(MORE), paragraph('All'))}</w:tbl>"),
     f"1. Lamps\n\n{MORE}\n\n|| AL\n\n|| BR\n\n{MORE}\n\n{MORE}\n\n|| All"),
    ("<w:tr/><w:tc/><w:tab/>" + paragraph("x") + "<w:tbl><w:tc/></w:tbl>", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_docx_becomes_canonical_text(body, text):
    assert read_body(body) == text


def test_footnotes_come_at_the_end():
    line, note = paragraph("line"), paragraph("See 3.")
    notes = f'<w:footnote w:type="separator">{line}</w:footnote><w:footnote w:id="2">{note}</w:footnote>'
    body = paragraph('<w:r><w:t>It cost £20</w:t><w:footnoteReference w:id="2"/></w:r>') + paragraph("End")
    assert read_docx(make_docx(body, footnotes=notes)).text == "It cost £20\n\nEnd\n\nSee 3.\n"


def test_what_word_would_write():
    page = docx.Document()
    page.add_heading("Harbour Safety Group", 0)
    page.add_heading("Lamps on the quay", 2)
    page.add_paragraph("One", style="List Number")
    page.add_paragraph("Two", style="List Number")
    page.add_paragraph("Point", style="List Bullet")
    page.styles.add_style("Shout", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    page.add_paragraph("Present", style="Shout")
    table = page.add_table(2, 3)
    for cell, words in zip(table._cells, ["Action", "Owner", "Due", "Mend the lamp", "AL", "2 June"], strict=True):
        cell.text = words
    table.cell(0, 0).merge(table.cell(0, 1))
    buffer = io.BytesIO()
    page.save(buffer)
    assert read_docx(buffer.getvalue()).text == (
        "# Harbour Safety Group\n\n## Lamps on the quay\n\n1. One\n2. Two\n- Point\n\n**Present**\n\n"
        "| Action / Owner |  | Due |\n| Mend the lamp | AL | 2 June |\n"
    )


def test_main_part_may_have_another_name_and_the_strict_names():
    strict = WORD.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    data = make_zip({"word/document2.xml": f"<w:document {strict}><w:body>{paragraph('Agreed')}</w:body></w:document>"})
    assert read_docx(data).text == "Agreed\n"


@pytest.mark.parametrize("body", [
    "<w:sdt>" * 10_000 + "</w:sdt>" * 10_000, "<w:p>&nothing;</w:p>", "<w:p>", "\x01",
])  # fmt: skip
def test_broken_xml_is_refused(body):
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(make_docx(body))


def test_entities_are_not_followed():
    head = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bb">]>'
    data = make_zip(
        {"word/document.xml": f"{head}<w:document {WORD}><w:body>{paragraph('x&a;')}</w:body></w:document>"}
    )
    assert read_docx(data).text == "x\n"


def test_entities_do_not_multiply():
    entities = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    with pytest.raises(Unreadable):
        read_docx(make_zip({"word/document.xml": f"{head}<w:document {WORD}>&e9;</w:document>"}))


def test_nested_tables_and_boxes():
    deep = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("in") + "</w:tc></w:tr></w:tbl>" * 60
    assert read_body(deep) == "in"
    boxes = "<w:p><w:r><w:txbxContent>" * 60 + paragraph("in") + "</w:txbxContent></w:r></w:p>" * 60
    assert read_body(boxes) == "in"


@pytest.mark.parametrize("size", [archive.SUSPECT_MEMBER + 1, archive.LARGEST_MEMBER + 1])
def test_archive_bomb_is_refused(size):
    data = make_zip({"word/document.xml": b"<a>" + b" " * size})
    assert len(data) < size // 500
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_docx(data)


def test_header_that_lies_about_the_size_is_not_trusted():
    data = bytearray(make_zip({"word/document.xml": b"<a>" + b" " * (archive.SUSPECT_MEMBER + 1)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read_docx(bytes(data))


def test_locked_member_is_refused():
    data = bytearray(make_docx(paragraph("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(Unreadable, match="locked with a password"):
        read_docx(bytes(data))


def test_too_many_members_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as many:
        for number in range(archive.MOST_MEMBERS + 1):
            many.writestr(f"word/document{number}", "")
    with pytest.raises(Unreadable):
        read_docx(buffer.getvalue())


def test_shared_word_documents_are_clean(shared):
    for path in (shared / "evaluation").glob("*/*/*.docx"):
        text = read_docx(path.read_bytes()).text
        assert clean_text(text) == text
        assert len(text) > 5000
