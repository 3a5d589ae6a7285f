"""Writing letters: a key is one letter with one Message-ID, however often and by however many it is written."""

import threading

import pytest
from django.db import connection

from wapentake.kit.models import Change
from wapentake.letters.changes import Draft, write_letter, write_letters
from wapentake.letters.changes.letters import make_message_id
from wapentake.letters.models import Letter, LetterState

pytestmark = pytest.mark.django_db
WORDS = {"to": "jo@harrowmere.example", "person": None, "kind": "digest", "subject": "Due", "text": "Dear Jo"}


def drafts(partnership, *keys):
    return [Draft(partnership=partnership, key=key, **WORDS) for key in keys]


def test_a_key_is_written_once(partnership):
    first = write_letter(partnership, key="digest:1", **WORDS)
    again = write_letter(partnership, key="digest:1", **WORDS | {"subject": "Something else"})
    assert (again.pk, again.subject, again.state) == (first.pk, "Due", LetterState.WAITING)
    assert Change.objects.filter(verb="wrote").count() == 1


def test_letters_come_back_in_their_order_each_key_once(partnership):
    write_letters(drafts(partnership, "b"))
    letters = write_letters(drafts(partnership, "a", "b", "c", "a"))
    assert [letter.key for letter in letters] == ["a", "b", "c", "a"]
    assert Letter.objects.count() == 3
    assert write_letters([]) == []


def test_message_ids_are_stable_and_tell_nothing(partnership, settings):
    settings.DEFAULT_FROM_EMAIL = "Wapentake <wapentake@harrowmere.example>"
    one, other = make_message_id("digest:jo:2024-03-12"), make_message_id("digest:al:2024-03-12")
    assert one == make_message_id("digest:jo:2024-03-12") != other
    assert one.startswith("<")
    assert one.endswith("@harrowmere.example>")
    assert "jo" not in one.partition("@")[0]
    settings.SECRET_KEY = "another " * 9
    assert make_message_id("digest:jo:2024-03-12") != one
    assert write_letter(partnership, key="x", **WORDS).message_id == make_message_id("x")


def test_a_subject_is_one_line(partnership):
    letter = write_letter(partnership, key="x", **WORDS | {"subject": "Due\r\nBcc: all@x.example " + "long " * 90})
    assert letter.subject.startswith("Due Bcc: all@x.example long")
    assert len(letter.subject) <= 250


def test_thousands_are_written_at_once(partnership, django_assert_max_num_queries):
    with django_assert_max_num_queries(50):
        letters = write_letters(drafts(partnership, *(f"digest:{n}" for n in range(1200))))
    assert len({letter.message_id for letter in letters}) == 1200
    with django_assert_max_num_queries(8):
        assert write_letters(drafts(partnership, *(f"digest:{n}" for n in range(1200)))) == letters


@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_keys_at_once_write_each_once(partnership):
    keys, together, done = [f"digest:{n}" for n in range(200)], threading.Barrier(2), []

    def write():
        together.wait(20)
        done.append(write_letters(drafts(partnership, *keys)))
        connection.close()

    both = [threading.Thread(target=write) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert [[letter.key for letter in letters] for letters in done] == [keys, keys]
    assert Letter.objects.count() == 200
