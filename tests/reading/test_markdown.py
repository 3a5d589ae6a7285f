"""Markdown with front matter and HTML in it; and the canonical text read again."""

import html
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.reading.document import clean_text
from wapentake.reading.markdown import read_markdown
from wapentake.reading.plain import read_plain

PAGES = [
    ("---\nlayout: post\ntitle: Board&#58; <b>May</b> &amp; June\nresources:\n  - x: y\n---\n\nAgreed.",
     "# Board: May & June\n\nAgreed."),
    ("---\ntitle: \"The 'new' board\"\n---\n", "# The 'new' board"),
    ("+++\ntitle = \"Lamp board\"\n[extra]\nx = \"y\"\n+++\n\nAgreed.", "# Lamp board\n\nAgreed."),
    ("---\nno keys here\n---\nAgreed", "## no keys here\n\nAgreed"),
    ("# One\n##Two\n### Three ###\n#four", "# One\n\n## Two\n\n### Three\n\n#four"),
    ("Minutes\n=======\nPresent\n-------\nAnn", "# Minutes\n\n## Present\n\nAnn"),
    ("# \n#### **Lamps**", "#### Lamps"),
    ("* a\n    * b\n+ c\n- d", "- a\n  - b\n- c\n- d"),
    ("1.  one\n1.  two\n    - x\n3) three", "1. one\n1. two\n  - x\n3) three"),
    ("1.  1.  one\n    2.  two", "1. one\n2. two"),
    ("(a) one\n(b) two\n2.3 three", "(a) one\n(b) two\n2.3 three"),
    ("- a long item which somebody has wrapped by hand at about\n  seventy columns", 
     "- a long item which somebody has wrapped by hand at about seventy columns"),
    ("Ann Low\nBob Reed\n\nCy Dean", "Ann Low\nBob Reed\n\nCy Dean"),
    ("This is a paragraph which has been wrapped by a person at the\nTown Hall in an editor.",
     "This is a paragraph which has been wrapped by a person at the Town Hall in an editor."),
    ("The lamps\nare to be mended", "The lamps are to be mended"),
    ("To do:\nmend the lamps", "To do:\n\nmend the lamps"),
    ("Ann Low  \nof the Trust\\\nBob Reed", "Ann Low of the Trust\nBob Reed"),
    ("**Action:** AL to write\n\n**All of it**\n\n*Short and slanted*\n\n__Lead__ and *rest*",
     "**Action:** AL to write\n\n**All of it**\n\n**Short and slanted**\n\n**Lead** and rest"),
    ("**Action 2: **AL to write\n\nAnn **Low** said\n\n**lost", "**Action 2:** AL to write\n\nAnn Low said\n\nlost"),
    ("2 * 3 * 4, snake_case_name, 5* hotel", "2 * 3 * 4, snake_case_name, 5* hotel"),
    (r"Fish \& chips, 1\. no list, \_x", "Fish & chips, 1. no list, _x"),
    ("See [the *paper*](http://a.example/b_(c) \"T\") and [this][1] ![logo](x.png)<http://a.example>.\n\n[1]: http://b.example",
     "See the paper and this http://a.example."),
    ("[![alt](x.png)](y) and `code_here_` &amp; &pound;5", "and code_here_ & £5"),
    ("| A | B |\n|---|:-:|\n| **x** | y \\| z<br>w |\n| | |", "| A | B |\n| x | y ¦ z / w |\n|  |  |"),
    ("a | b\n--|--\n1 | 2\n\nnot | a table", "| a | b |\n| 1 | 2 |\n\nnot ¦ a table"),
    ("| x | y |\n|| AL\n|| BR", "| x | y |\n\n|| AL\n\n|| BR"),
    ("> quoted\n> > twice", "quoted twice"),
    ("```\n# not a heading\n  code\n```\nafter", "# not a heading\n\ncode\n\nafter"),
    ("a\n\n---\n\n* * *\n\n{: .note}\n{% include x %}\nb", "a\n\nb"),
    ("one <!-- gone\nand gone --> two <!-- open", "one two <!-- open"),
    ("A 8<sup>th</sup> <span class=x>day</span> ~~gone~~<del>gone</del><br>Next <u>x</u>", "A 8th day\nNext x"),
    ("<p><strong>Present:</strong></p>\n<p>Ann Low</p>\n<ul><li>a</li>\n\n<li>b</li></ul><p>c</p>\n\n**d** e",
     "**Present:**\n\nAnn Low\n\n- a\n- b\n\nc\n\n**d** e"),
    ("before\n<div>\n\n<p>in</p>\n\n</div>\n# After", "before\n\nin\n\n# After"),
    ("<p>Ann\n</p><p>Bob</p>", "Ann\n\nBob"),
    ("", ""),
]  # fmt: skip

FRAGMENTS = [
    "a", "b ", "The ", "Action", " ", "\n", "\n\n", "*", "**", "_", "__", "***", "`", "```", "\\", "#", "# ", "|", "| ",
    "||", "- ", "* ", "1. ", "1) ", "(a) ", "2.3 ", "> ", "---", "===", "  \n", "<b>", "</b>", "<p>", "</p>", "<br>",
    "<ul><li>", "</ul>", "<table><tr><td>", "</table>", "<div>", "</div>", "&amp;", "&lt;", "&#42;", "[x](y)", "[x]",
    "![", "~~", ":", "•", "§ ", "\t", "\u200b", "\u00a0", "é", "e\u0301", "£5", ".", "<!--", "-->", "\ue001", "\u2028",
    "\f", "\x85", "A line of words which goes on until it is full, up to sixty or so",
]  # fmt: skip


@pytest.mark.parametrize(("page", "text"), PAGES)
def test_markdown_becomes_canonical_text(page, text):
    assert read_markdown(page).text.strip("\n") == text


def test_lines_of_a_text_that_is_not_wrapped_stand_for_themselves():
    long = (
        "The Board heard at length how the lamps had gone out one by one, and what it would cost to mend them all. " * 2
    )
    page = f"{long}\nThe points were\nthe lamps are old\nthe Trust may pay\n"
    assert read_markdown(page).text.split("\n\n")[1:] == ["The points were", "the lamps are old", "the Trust may pay\n"]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_canonical_text_is_a_fixed_point(page):
    text = read_markdown(page).text
    assert clean_text(text) == text
    assert read_markdown(text).text == text
    assert read_plain(text).text == text


@given(st.text(max_size=80))
def test_any_text_is_read(page):
    text = read_markdown(page).text
    assert read_markdown(text).text == text
    assert read_markdown(f"\ufeff{page}\n\n").text == text or page[:1] in "-\ufeff"


def test_shared_markdown_keeps_its_words_and_is_a_fixed_point(shared):
    pages = list((shared / "evaluation").glob("*/*/*.md"))
    assert pages
    for path in pages:
        page = path.read_text(encoding="utf-8-sig")
        text = read_markdown(page).text
        assert read_markdown(text).text == text, path.name
        assert count_lost(strip_markup(page), text) < 0.01, path.name


def strip_markup(page: str) -> str:
    """The words of a page in the roughest way."""
    page = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    page = re.sub(r"\]\([^)]*\)", "] ", page)
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br ?/?>|</p>|</li>", " ", page))).replace("\\", "")


def count_lost(page: str, text: str) -> float:
    """The share of the words of `page` that are not in `text`."""
    words, kept = (Counter(re.findall(r"[^\W_]+", words)) for words in (page, text))
    return sum((words - kept).values()) / max(1, sum(words.values()))
