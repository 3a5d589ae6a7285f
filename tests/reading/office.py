"""Word processor files for the tests, written part by part so that a test shows the XML that it is about."""

import io
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN_NAMES = {
    "office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible",
    "draw": "drawing",
}  # fmt: skip
OPEN = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"' for name, urn in _OPEN_NAMES.items())


def make_zip(members: dict[str, str | bytes]) -> bytes:
    """A zip file of `members`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """A Word document with that body; `parts` are the inner XML of styles, numbering, footnotes."""
    members: dict[str, str | bytes] = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    for name, inner in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {WORD}>{inner}</w:{name}>"
    return make_zip(members)


def make_odt(body: str, *, automatic: str = "", styles: str = "", **members: str) -> bytes:
    """An OpenDocument text with that body, its automatic styles and its common ones."""
    content = f"""<office:document-content {OPEN}><office:automatic-styles>{automatic}</office:automatic-styles>
        <office:body><office:text>{body}</office:text></office:body></office:document-content>"""
    common = f"<office:document-styles {OPEN}><office:styles>{styles}</office:styles></office:document-styles>"
    return make_zip({"content.xml": content, "styles.xml": common, **members})
