"""Mail that comes in: kept once, matched to its letter, and told apart from what no person wrote."""

import io

import pytest
from django.utils import timezone

from tests.letters.mails import answer, quoted, returned
from wapentake.accounts.models import Partnership
from wapentake.kit.changes import READER
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.letters.changes import heed, keep_mail, leave_received, take_as_answer
from wapentake.letters.inbox import take_stream
from wapentake.letters.models import Letter, LetterState, Received, ReceivedState
from wapentake.letters.queries import find_strays, find_unheeded

pytestmark = pytest.mark.django_db
ANSWER, LOOK, AUTOMATIC, FAILURE = (ReceivedState(one) for one in ("answer", "look", "automatic", "failure"))


@pytest.fixture
def letter(write):
    (letter,) = write(to="jo@harrowmere.example", text="Dear Jo,\n\nYour action is due.\n\nThe partnership")
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    letter.refresh_from_db()
    return letter


def keep(raw):
    received, _ = keep_mail(raw, at=timezone.now())
    return received


def test_an_answer_is_kept_with_its_letter_and_without_what_it_quotes(letter, partnership):
    received = keep(quoted(letter, "Done on Monday.\n- one\n- two\n\n--\nJo Bloggs"))
    assert (received.state, received.letter, received.partnership) == (ANSWER, letter, partnership)
    assert received.text == "Done on Monday.\n- one\n- two"
    assert (received.sender, received.subject) == ("jo@harrowmere.example", f"Re: {letter.subject}")
    assert b"Your action is due" in received.raw
    assert list(find_unheeded()) == [received]
    heed(received, by=READER, said="The action is done.")
    assert not find_unheeded().exists()
    received.refresh_from_db()
    assert (received.state, received.said) == (ReceivedState.HEEDED, "The action is done.")
    assert list(Change.objects.filter(thing="letters.received").values_list("verb", flat=True)) == [
        "received",
        "decided",
    ]
    with pytest.raises(Refused, match="decided this before"):
        heed(received, by=READER)


def test_the_same_mail_again_changes_nothing(letter):
    first, is_new = keep_mail(answer(letter), at=timezone.now())
    again, is_new_again = keep_mail(answer(letter), at=timezone.now())
    assert (is_new, is_new_again, again) == (True, False, first)
    nameless = answer(letter, Message_ID=None)
    assert keep(nameless) == keep(nameless)
    assert Received.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "state", "words"),
    [
        ({}, ANSWER, ""),
        ({"In_Reply_To": None}, ANSWER, ""),  # the references are enough
        ({"From_": "JO@Harrowmere.example"}, ANSWER, ""),
        ({"From_": "Al Roe <al@harrowmere.example>"}, LOOK, "a letter to jo@harrowmere.example, but came from al@"),
        ({"From_": None}, LOOK, "came from nobody"),
        ({"In_Reply_To": None, "References": None}, LOOK, "does not say which letter"),
        ({"In_Reply_To": "<guessed@harrowmere.example>", "References": None}, LOOK, "does not say which letter"),
        ({"Auto-Submitted": "auto-replied (vacation)"}, AUTOMATIC, "automatic answer"),
        ({"Auto-Submitted": "no"}, ANSWER, ""),
        ({"X-Autoreply": "yes"}, AUTOMATIC, "automatic answer"),
        ({"Precedence": "auto_reply"}, AUTOMATIC, "automatic answer"),
        ({"Subject": "Automatic reply: Your actions"}, AUTOMATIC, "automatic answer"),
        ({"Subject": "Out of office until Monday"}, AUTOMATIC, "automatic answer"),
        ({"Subject": "Autobahn signs are up"}, ANSWER, ""),
    ],
)
def test_what_a_mail_is_taken_for(letter, told, state, words):
    received = keep(answer(letter, **told))
    assert received.state == state
    assert words in received.said
    assert bool(received.said) == bool(words)


def test_an_answer_that_only_quotes_says_nothing(letter):
    received = keep(quoted(letter, ""))
    assert (received.state, received.letter) == (LOOK, letter)
    assert "nothing but what it quotes" in received.said


@pytest.mark.parametrize(
    ("status", "action", "state", "for_good", "words"),
    [
        ("5.1.1", "failed", LetterState.BOUNCED, True, "could not be delivered. The mail server says: \"550 5.1.1"),
        ("4.4.7", "failed", LetterState.BOUNCED, False, "could not be delivered this time"),
        ("4.4.1", "delayed", LetterState.SENT, False, "is late, and is still tried"),
    ],
)  # fmt: skip
def test_a_letter_that_comes_back(letter, status, action, state, for_good, words):
    received = keep(returned(letter, status=status, action=action))
    letter.refresh_from_db()
    assert (received.state, received.letter) == (FAILURE, letter)
    assert words in received.said
    assert (letter.state, letter.for_good) == (state, for_good)
    assert (letter.said == received.said) == (state == LetterState.BOUNCED)


def test_a_letter_that_comes_back_as_a_note(letter):
    note = answer(
        letter,
        f"Sorry, 552 5.2.2 the mailbox is full.\n\nMessage-ID: {letter.message_id}\n",
        From_="postmaster@harrowmere.example",
        In_Reply_To=None,
        References=None,
    )
    assert keep(note).state == FAILURE
    letter.refresh_from_db()
    assert (letter.state, letter.for_good) == (LetterState.BOUNCED, True)
    assert "the mailbox is full" in letter.said


def test_the_return_of_another_letter_is_looked_at(letter):
    raw = returned(letter).replace(letter.message_id.encode(), b"<another@x.example>")
    assert (keep(raw).state, Letter.objects.get().state) == (LOOK, LetterState.SENT)


@pytest.mark.parametrize("told", [{}, {"Auto-Submitted": "auto-replied"}])
def test_an_answer_shows_that_a_letter_in_doubt_arrived(letter, told):
    Letter.objects.update(state=LetterState.DOUBTFUL, claimed_at=timezone.now(), sent_at=None)
    keep(answer(letter, **told))
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert letter.sent_at is not None


def test_whose_mail_it_is_that_answers_no_letter(letter, partnership, other_partnership):
    alone = {"In_Reply_To": None, "References": None}
    assert keep(answer(letter, **alone)).partnership == partnership  # a letter went to this address
    stray = keep(answer(letter, **alone, From_="x@y.example", Message_ID="<2@y.example>"))
    assert stray.partnership is None
    assert list(find_strays()) == [stray]
    Partnership.objects.filter(pk=other_partnership.pk).delete()
    only = keep(answer(letter, **alone, From_="x@y.example", Message_ID="<3@y.example>"))
    assert only.partnership == partnership


def test_a_person_decides_of_a_mail_to_look_at(letter, coordinator):
    received = keep(answer(letter, From_="al@harrowmere.example"))
    take_as_answer(received, by=coordinator)
    assert list(find_unheeded()) == [received]
    with pytest.raises(Refused, match="decided this before"):
        leave_received(received, by=coordinator)
    other = keep(answer(letter, From_="x@y.example", Message_ID="<2@y.example>", In_Reply_To=None, References=None))
    with pytest.raises(Refused, match="which letter it answers"):
        take_as_answer(other, by=coordinator)
    leave_received(other, by=coordinator)
    other.refresh_from_db()
    assert other.state == ReceivedState.LOOKED


def test_a_pipe_is_read_to_its_end_and_a_huge_mail_kept_in_part(letter):
    stream = io.BytesIO(answer(letter, "Done.\n\n") + b"x" * 11 * 2**20)
    assert sum(take_stream(stream).new.values()) == 1
    assert stream.read() == b""
    received = Received.objects.get()
    assert (len(received.raw), received.letter) == (10 * 2**20, letter)
    assert "larger than 10 MB" in received.said
    assert take_stream(io.BytesIO(b"")).new == {}
