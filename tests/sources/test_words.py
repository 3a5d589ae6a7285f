"""What a search means, and the words that are shown of a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.sources.words import AROUND, Term, Wanted, fold, parse_search, show_context


def one(*words, prefix=False):
    return Term(words, prefix)


@pytest.mark.parametrize(
    ("typed", "must", "never"),
    [
        ("", (), ()),
        ("fly tipping", (one("fly"), one("tipping")), ()),
        ("Fly  FLY", (one("fly"),), ()),
        ("Café", (one("cafe"),), ()),
        ('"safer streets" fund', (one("safer", "streets"), one("fund")), ()),
        ("“safer streets”", (one("safer", "streets"),), ()),
        ('"not closed', (one("not", "closed"),), ()),
        ("polic*", (one("polic", prefix=True),), ()),
        ('"safer str"*', (one("safer", "str", prefix=True),), ()),
        ("police -fire", (one("police"),), (one("fire"),)),
        ('police -"fire service"', (one("police"),), (one("fire", "service"),)),
        ("-fire", (), (one("fire"),)),
        ("anti-social", (one("anti", "social"),), ()),
        ("2017/18", (one("2017", "18"),), ()),
        ("£1,250", (one("1", "250"),), ()),
        ("words:NEAR(a, b) AND OR NOT", (one("words", "near", "a"), one("b"), one("and"), one("or"), one("not")), ()),
        ('((( *** --- "" \' 🙂 █ \x00 \ud800', (), ()),
    ],
)
def test_search_is_read(typed, must, never):
    assert parse_search(typed) == Wanted(must, never)


@given(st.text(max_size=2000) | st.text(alphabet='ab"*-( ):^{}é'))
def test_anything_is_read_as_plain_words(typed):
    wanted = parse_search(typed)
    assert all(word == fold(word) and word.isalnum() for term in (*wanted.must, *wanted.never) for word in term.words)


def test_of_very_much_the_beginning_counts():
    wanted = parse_search(" ".join(f"w{number}" for number in range(5000)))
    assert len(wanted.must) == 16


def show(text, typed):
    runs = show_context(text, parse_search(typed))
    return "".join(f"[{run.text}]" if run.hit else run.text for run in runs)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Write to the landlords", "landlord", "Write to the [landlords]"),
        ("The Café in Mill Lane", "cafe", "The [Café] in Mill Lane"),
        ("Safer Streets Fund and safer roads", '"safer streets"', "[Safer Streets] Fund and safer roads"),
        ("Policing, police, policy", "polic*", "[Policing], [police], [policy]"),
        ("a fund, funds, funding, fundamental", "fund", "a [fund], [funds], [funding], fundamental"),
        ("## 3. **Grants**\n\n| Theft | 12 |", "theft", "3. Grants [Theft] 12"),
        ("told to █████ ███ at once", "once", "told to [struck out] at [once]".replace("[struck out]", "[struck out]")),
        ("<script>alert(1)</script>", "alert", "<script>[alert](1)</script>"),
        ("nothing of it here", "elsewhere", "nothing of it here"),
        ("in the year 2017/18 we", "2017/18", "in the year [2017/18] we"),
    ],
)
def test_words_are_shown_in_context(text, typed, shown):
    assert show(text, typed) == shown


def test_context_is_where_most_of_it_stands():
    text = "tipping " + "word " * 200 + "of fly tipping there " + "word " * 200
    shown = show(text, "fly tipping")
    assert "[fly] [tipping]" in shown
    assert shown.startswith("… word")
    assert shown.endswith("word …")


@given(st.text(max_size=1500), st.text(max_size=30))
def test_context_is_short_and_of_the_text(text, typed):
    runs = show_context(text, parse_search(typed))
    assert sum(len(run.text) for run in runs) <= AROUND + 4
    assert all(run.text for run in runs)
