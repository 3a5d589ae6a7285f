"""Pages as a council's ModernGov site serves them: menus and a foot around one table of items."""

from __future__ import annotations

import html
import re
import textwrap
from itertools import groupby
from pathlib import Path
from string import Template

from building.source import Block, Page, find_day, split_bold

_TITLE = re.compile(r"(\d+\.) (.+?)(?: \{(.+)\})?")
_WORD_BULLET = (
    '<p class="MsoListParagraph" style="text-indent:-18.0pt"><span style="font-family:Symbol">'
    '&middot;<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span></span>{}</p>'
)
_ROW = """<tr>
<td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI{anchor}"></a>{number}</p></td>
<td>
{title}
{minutes}</td>
</tr>
"""


def write_page(page: Page, to: Path, template: Path) -> None:
    """Write the page as HTML, with the frame that `template` holds around its items."""
    day = find_day(page)
    contact = page.head["contact"]
    words = {key: escape(value) for key, value in page.head.items()}
    words["rows"] = "".join(make_rows(page)).rstrip()
    words["plain_when"] = words["when"].replace(",", "")
    words["mail"] = contact.lower().replace(" ", ".") + "@ottersby.example"
    text = Template(template.read_text("utf-8")).substitute(words, date=day, number=4000 + int(day[2:4] + day[5:7]))
    to.write_bytes(text.encode())


def escape(text: str) -> str:
    """Return `text` for HTML, with pounds and apostrophes as a word processor would export them."""
    return html.escape(text, quote=False).replace("£", "&pound;").replace("'", "&rsquo;")


def make_rows(page: Page) -> list[str]:
    """Return one table row for each item."""
    rows, items = [], []
    for block in page.blocks:
        if block.kind == "heading":
            items.append([block])
        else:
            items[-1].append(block)
    minutes = page.head["kind"] != "Agenda"
    for title, *body in items:
        found = _TITLE.fullmatch(title.text)
        assert found, title.text  # noqa: S101  a source text is ours
        number, words, size = found.groups()
        rows.append(
            _ROW.format(
                anchor=9000 + int(find_day(page)[2:4]) * 100 + int(number[:-1]),
                number=number,
                title=make_title(escape(words), size),
                minutes=make_minutes(body, word_bullets=page.head.get("bullets") == "word", minutes=minutes),
            )
        )
    return rows


def make_title(words: str, size: str | None) -> str:
    """Return an item's title, as a link with its size where a document is attached."""
    if not size:
        return f'<p class="mgAiTitleTxt">{words}</p>'
    picture = '<img src="mgimages/logo-pdf-1.gif" alt="pdf icon" />'
    link = f'<a class="mgAiTitleLnk" href="documents/s{len(words)}17/Paper.pdf" title="Link&#32;to&#32;document">'
    return f'<p class="mgAiTitleTxt">{link}{words} <span class="mgFileSize">{picture} {size}</span></a></p>'


def make_minutes(body: list[Block], *, word_bullets: bool, minutes: bool) -> str:
    """Return what stands under an item's title."""
    if not body:
        return ""
    parts = []
    for bullets, group in groupby(body, lambda block: block.kind == "bullet"):
        lines = [make_line(block.text) for block in group]
        if not bullets:
            gap = '\n<p class="MsoNormal">&nbsp;</p>\n'
            parts.append(gap.join(f'<p class="MsoNormal">{line}</p>' for line in lines))
        elif word_bullets:
            parts.append("\n".join(_WORD_BULLET.format(line) for line in lines))
        else:
            parts.append("<ul>\n" + "\n".join(f'<li class="MsoNormal">{line}</li>' for line in lines) + "\n</ul>")
    label = '<p class="mgSubItemTitleTxt">Minutes:</p>\n' if minutes else ""
    inner = "\n".join(parts)
    return f'{label}<div class="mgWordPara"><div class="WordSection1">\n{inner}\n</div>\n</div>\n'


def make_line(text: str) -> str:
    """Return one block's words, wrapped as Word's HTML is."""
    runs = (f"<b>{escape(run)}</b>" if bold else escape(run) for run, bold in split_bold(text))
    return "\n".join(textwrap.wrap("".join(runs), 72, break_long_words=False, break_on_hyphens=False))
