"""The screens: lists with their filters and downloads, a letter, a mail, and the buttons for what is in doubt."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.facts import add_person
from tests.letters.mails import answer, returned
from wapentake.letters.changes import keep_mail, make_link
from wapentake.letters.changes.sending import settle_letter
from wapentake.letters.links import sign
from wapentake.letters.models import Letter, LetterState, Received, ReceivedState

SENT, WAITING, DOUBTFUL = LetterState.SENT, LetterState.WAITING, LetterState.DOUBTFUL
REFUSED, BOUNCED = LetterState.REFUSED, LetterState.BOUNCED


def open_page(client, name, *numbers, **asked):
    answer = client.get(reverse(f"letters:{name}", args=["harrowmere", *numbers]), asked)
    assert answer.status_code == 200
    return b"".join(answer).decode()


def press(client, name, number):
    page = reverse("letters:mail" if name in ("take", "leave") else "letters:letter", args=["harrowmere", number])
    told = {"HTTP_REFERER": f"http://testserver{page}"}
    return client.post(reverse(f"letters:{name}", args=["harrowmere", number]), follow=True, **told).content.decode()


@pytest.fixture
def jo(partnership):
    person = add_person(partnership, "Jo Bloggs")
    person.email = "jo@harrowmere.example"
    person.save()
    return person


@pytest.fixture
def letter(write, jo):
    (letter,) = write(to=jo.email, person=jo, subject="Two actions are due")
    return letter


def put(letter, state, **told):
    Letter.objects.filter(pk=letter.pk).update(state=state, claimed_at=timezone.now(), **told)
    letter.refresh_from_db()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"one", "two", "three", "Two actions are due"}),
        ({"state": "sent"}, {"one"}),
        ({"state": "care"}, {"two", "three"}),
        ({"kind": "chair"}, {"three"}),
        ({"words": "actions jo@"}, {"Two actions are due"}),
        ({"since_day": "1", "since_month": "1", "since_year": "2050"}, set()),
        ({"until_day": "1", "until_month": "1", "until_year": "2050", "state": "waiting"}, {"Two actions are due"}),
    ],
)
def test_the_list_shows_what_is_asked_for(client_in, write, letter, asked, found):
    put(*write(subject="one"), SENT)
    put(*write(subject="two"), DOUBTFUL)
    put(*write(subject="three", kind="chair"), REFUSED)
    text = open_page(client_in, "list", format="csv", **asked)
    assert {row["Subject"] for row in read_rows(text)} == found


def read_rows(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def test_the_list_of_a_person_has_the_letters_to_all_their_names(client_in, write, letter, jo, partnership):
    other = add_person(partnership, "J Bloggs")
    other.joined_to = jo
    other.save()
    write(person=other, subject="to the other name")
    write(subject="to somebody else")
    rows = read_rows(open_page(client_in, "list", format="csv", person=jo.pk))
    assert {row["Subject"] for row in rows} == {"Two actions are due", "to the other name"}
    assert {row["To"] for row in rows} == {"Jo Bloggs"}


def test_the_list_says_how_many_need_somebody(client_in, write, letter):
    assert "needs somebody" not in open_page(client_in, "list")
    put(letter, DOUBTFUL)
    assert "1 letter needs somebody" in open_page(client_in, "list")


@pytest.mark.parametrize("many", [1, 3])
def test_lists_ask_the_same_however_many_there_are(client_in, write, jo, many, django_assert_num_queries):
    for letter in write(many, person=jo):
        put(letter, SENT)
        keep_mail(answer(letter), at=timezone.now())
    with django_assert_num_queries(8):
        open_page(client_in, "list")
    with django_assert_num_queries(5):
        open_page(client_in, "received")


@pytest.mark.parametrize(
    ("state", "told", "words", "buttons"),
    [
        (WAITING, {}, "It will be sent when letters are sent next.", []),
        (WAITING, {"tries": 2, "said": "The server is away."}, "The server is away.</p>", []),
        (WAITING, {"tries": 2, "said": "The server is away."}, "It is tried again by itself", []),
        (LetterState.SENDING, {}, "being sent at this moment", []),
        (SENT, {"sent_at": timezone.now()}, "The mail server took it.", []),
        (DOUBTFUL, {"said": "Nobody knows."}, "Ask whether it arrived", ["It arrived", "Send again"]),
        (REFUSED, {"said": "No such user."}, "No such user.", ["Send again"]),
        (BOUNCED, {"said": "No such user."}, "put it right on the page of the person", ["Send again"]),
    ],
)
def test_the_page_says_what_happened_and_what_to_do(client_in, letter, state, told, words, buttons):
    put(letter, state, **told)
    text = open_page(client_in, "letter", letter.pk)
    assert words in text
    assert [one for one in ("It arrived", "Send again") if f">{one}<" in text] == buttons
    assert "Jo Bloggs" in text
    assert "Good day." in text


def test_nobody_but_its_person_is_shown_a_link(client_in, write, jo):
    token = sign(make_link(jo, kind="actions", days=9))
    (letter,) = write(person=jo, to=jo.email, text=f"Open https://wapentake.example/by-link/{token}/ and answer.")
    put(letter, SENT)
    keep_mail(answer(letter, f"I opened /by-link/{token}/ and it is done."), at=timezone.now())
    for text in (
        open_page(client_in, "letter", letter.pk),
        open_page(client_in, "mail", Received.objects.get().pk),
        open_page(client_in, "list", format="csv"),
    ):
        assert token.rpartition(".")[2] not in text
    assert "[the link of whom it was sent to]" in open_page(client_in, "letter", letter.pk)


def test_it_arrived(client_in, letter):
    put(letter, DOUBTFUL, said="Nobody knows.")
    text = press(client_in, "arrived", letter.pk)
    assert "Noted that the letter arrived" in text
    assert "Found to have arrived</strong> by Rowan Teale" in text
    letter.refresh_from_db()
    assert (letter.state, letter.said) == (SENT, "")
    assert "known already what became of this letter" in press(client_in, "arrived", letter.pk)


@pytest.mark.parametrize("state", [DOUBTFUL, REFUSED, BOUNCED])
def test_send_again_goes_to_the_address_of_now(client_in, mail_server, send, letter, jo, state):
    put(letter, state, said="No such user.", tries=3, for_good=True)
    jo.email = "jo.bloggs@harrowmere.example"
    jo.save()
    assert "will be sent again" in press(client_in, "again", letter.pk)
    assert send().sent == 1
    assert (mail_server.letters()[0]["To"], mail_server.ids()) == (jo.email, [letter.message_id])
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.said, letter.for_good) == (SENT, 0, "", False)
    assert "This letter was sent, and did not come back" in press(client_in, "again", letter.pk)


def test_send_again_needs_an_address(client_in, write):
    (letter,) = write(to="jo at harrowmere")
    assert "This is no e-mail address" in press(client_in, "again", letter.pk)
    letter.refresh_from_db()
    assert letter.state == REFUSED


def test_what_came_in(client_in, letter, write):
    put(letter, SENT)
    keep_mail(answer(letter, "Done on Monday."), at=timezone.now())
    keep_mail(returned(*write()), at=timezone.now() - timedelta(days=1))
    rows = read_rows(open_page(client_in, "received", format="csv"))
    assert [row["State"] for row in rows] == ["To be taken up", "Letter came back"]
    assert len(read_rows(open_page(client_in, "received", format="csv", state="failure"))) == 1
    assert len(read_rows(open_page(client_in, "received", format="csv", words="monday"))) == 1
    text = open_page(client_in, "mail", Received.objects.get(state="answer").pk)
    assert "Done on Monday." in text
    assert "Two actions are due" in text
    assert ": to be taken up" in open_page(client_in, "letter", letter.pk)


def test_a_mail_to_look_at_is_taken_or_left(client_in, letter, write):
    put(letter, SENT)
    wrong = answer(letter, "Done.", From_="al@harrowmere.example")
    stray = answer(letter, "Hello.", Message_ID="<2@x.example>", In_Reply_To=None, References=None)
    one, other = (keep_mail(raw, at=timezone.now())[0] for raw in (wrong, stray))
    assert "It is the answer" in open_page(client_in, "mail", one.pk)
    assert "It is the answer" not in open_page(client_in, "mail", other.pk)
    assert "It counts as the answer now" in press(client_in, "take", one.pk)
    assert "there is nothing to do" in press(client_in, "leave", other.pk)
    assert "decided this before" in press(client_in, "leave", other.pk)
    assert set(Received.objects.values_list("state", flat=True)) == {ReceivedState.ANSWER, ReceivedState.LOOKED}


def test_what_a_server_said_is_escaped(client_in, letter):
    put(letter, LetterState.SENDING)
    settle_letter(letter, REFUSED, at=timezone.now(), said="<script>alert(1)</script>")
    assert "<script>alert" not in open_page(client_in, "letter", letter.pk)
