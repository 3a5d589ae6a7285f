"""Files that come with an answer by mail: looked at, kept with the action once, and told where they are refused."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.chasing.chased import add_lead, chase, give, run
from wapentake.actions.changes import hand_over
from wapentake.actions.models import Action, Note
from wapentake.chasing.changes.mail import take_mail
from wapentake.letters.attached import find_attached
from wapentake.letters.changes import keep_mail, take_as_answer
from wapentake.letters.mail import read_mail
from wapentake.letters.models import Received

WORDS = b"Forty-two cans were counted by the brook."


@pytest.fixture
def letter(partnership, jo):
    """A letter that asks for two actions: 1, late, and 2, due soon."""
    chase(partnership, weekends_quiet=False)
    noon = timezone.localtime().replace(hour=12, minute=0)
    give(partnership, jo, "mend the lamp", due_on=noon.date() + timedelta(7))
    give(partnership, jo, "count the cans", due_on=noon.date() - timedelta(1))
    (letter,) = run(noon)
    return letter


def compose(letter, text, *files, sender=""):
    """A mail with files: their names and bytes, and headers that they have beside."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender or f"Jo Bloggs <{letter.to}>", "wapentake@harrowmere.example"
    mail["Subject"], mail["Message-ID"] = "Re: it", f"<files-{letter.pk}@mail.example>"
    mail["In-Reply-To"] = letter.message_id
    mail.set_content(text)
    for name, data, *more in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name, **dict(more))
    return mail.as_bytes()


def reply(letter, text, *files, **told):
    keep_mail(compose(letter, text, *files, **told), at=timezone.now())
    take_mail()
    return Received.objects.get()


def find(text):
    return Action.objects.get(text=text)


def test_a_file_goes_with_the_action_that_the_answer_is_about(client_in, partnership, letter, jo):
    received = reply(letter, "1 done", ("../cans.doc", WORDS))
    assert received.state == "heeded"
    assert "“cans.txt” is kept with: count the cans." in received.said
    note = Note.objects.get()
    assert (note.action.text, note.name, note.media_type, note.via) == (
        "count the cans",
        "cans.txt",
        "text/plain",
        "mail",
    )
    assert (bytes(note.data), note.person, note.by_name) == (WORDS, jo, "Jo Bloggs, by mail")
    page = client_in.get(reverse("desk:action", args=[partnership.slug, note.action_id])).content.decode()
    assert "cans.txt" in page
    file = client_in.get(reverse("actions:file", args=[partnership.slug, note.pk]))
    assert b"".join(file.streaming_content) == WORDS


@pytest.mark.parametrize("text", ["", "Hello\n\nThanks\nJo", "Here is the count of both."])
def test_where_it_names_none_it_goes_with_each(text, letter):
    received = reply(letter, text, ("cans.txt", WORDS))
    files = Note.objects.exclude(name="")
    assert {note.action.text for note in files} == {"count the cans", "mend the lamp"}
    assert received.state == ("look" if "count of both" in text else "heeded")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("run.exe", b"MZ\x90\x00\x03\x00\x00\x00", "run.exe was not added. A paper is PDF"),
        ("page.txt", b"<html><script>alert(1)</script>", "page.txt was not added"),
        ("empty.txt", b"", "empty.txt is empty"),
    ],
)
def test_one_that_may_not_be_kept_is_told_and_the_mail_is_there(name, data, words, client_in, partnership, letter):
    received = reply(letter, "1 done", (name, data), ("cans.txt", WORDS))
    assert received.state == "look"
    assert words in received.said
    assert find("count the cans").state == "done"
    assert [note.name for note in Note.objects.all()] == ["cans.txt"]
    assert b"cans.txt" in bytes(received.raw)
    page = client_in.get(reverse("letters:mail", args=[partnership.slug, received.pk])).content.decode()
    assert words in page
    care = client_in.get(reverse("letters:received", args=[partnership.slug]) + "?state=look").content.decode()
    assert "Re: it" in care


def test_the_scanner_looks_at_it(letter, monkeypatch):
    monkeypatch.setenv("WAPENTAKE_SCANNER", "false {file}")
    received = reply(letter, "1 done", ("cans.txt", WORDS))
    assert "the virus scanner objects" in received.said
    assert (received.state, Note.objects.count()) == ("look", 0)


def test_a_scanner_that_was_away_is_asked_again(letter, monkeypatch, coordinator):
    monkeypatch.setenv("WAPENTAKE_SCANNER", "/no/such/scanner {file}")
    received = reply(letter, "1 done", ("cans.txt", WORDS))
    assert "did not answer" in received.said
    monkeypatch.delenv("WAPENTAKE_SCANNER")
    for _ in range(2):
        take_as_answer(received, by=coordinator)
        take_mail()
        received.refresh_from_db()
        if received.state == "heeded":
            break
    assert Note.objects.count() == 1
    assert received.state == "heeded"


def test_the_same_mail_keeps_a_file_once(letter, coordinator):
    received = reply(letter, "1 done\nWhat about the rest?", ("cans.txt", WORDS))
    take_as_answer(received, by=coordinator)
    take_mail()
    assert Note.objects.filter(name="cans.txt").count() == 1


def test_of_another_sender_nothing_is_kept(letter):
    assert reply(letter, "1 done", ("cans.txt", WORDS), sender="sam@elsewhere.example").state == "look"
    assert not Note.objects.exists()


def test_handed_over_meanwhile_it_goes_with_nothing_and_is_told(partnership, letter, coordinator):
    hand_over(find("count the cans"), add_lead(partnership, "Kit Lorne"), by=coordinator)
    received = reply(letter, "1 done", ("cans.txt", WORDS))
    assert "“cans.txt” was not kept: the mail answers no action of theirs" in received.said
    assert not Note.objects.exists()


def test_of_many_files_the_first_ten(letter):
    received = reply(letter, "1 done", *((f"{number}.txt", WORDS + bytes([48 + number])) for number in range(12)))
    assert Note.objects.count() == 10
    assert "“11.txt” was not kept: only the first 10 files of a mail are." in received.said


def test_of_a_mail_that_was_cut_none(letter, monkeypatch):
    raw = compose(letter, "1 done", ("cans.txt", WORDS * 40))
    for room in ("letters.changes.received", "chasing.changes.brought"):
        monkeypatch.setattr(f"wapentake.{room}.MOST_KEPT", len(raw) - 200)
    keep_mail(raw, at=timezone.now())
    take_mail()
    received = Received.objects.get()
    assert "are cut short" in received.said
    assert (received.state, Note.objects.count()) == ("look", 0)


def parts(*headers):
    body = "".join(f"--b\nContent-Type: text/plain\n{header}\n\nWords\n" for header in headers)
    return f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n{body}--b--\n'.encode()


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"", []),
        (b"Subject: plain\n\nWords", []),
        (parts("", 'Content-Disposition: attachment; filename="a b.txt"'), ["a b.txt"]),
        (parts("", "Content-Disposition: attachment"), ["A file without a name"]),
        (parts("", 'Content-Disposition: attachment; filename="C:\\\\x\\\\b.txt"'), ["b.txt"]),
        (parts('Content-Disposition: inline; filename="c.pdf"'), ["c.pdf"]),
        (parts('Content-Disposition: inline; filename="logo.png"\nContent-ID: <logo>'), []),
        (parts("Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.txt"), ["café.txt"]),
        (parts('Content-Disposition: attachment; filename="=?utf-8?q?caf=C3=A9=2Etxt?="'), ["café.txt"]),
        (parts('Content-Disposition: attachment; filename="=?nonsense?q?=ff?="'), ["A file without a name"]),
        (b"Content-Type: application/pkcs7-signature; name=smime.p7s\n\nAAAA", []),
    ],
)
def test_what_is_a_file_of_a_mail(raw, names):
    assert [one.name for one in find_attached(raw)] == names
    assert read_mail(raw).has_files == bool(names)
