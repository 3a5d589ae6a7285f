"""Words that are struck out of a page for ever stand in no letter, mail, answer or use of a link after that."""

from django.utils import timezone

from tests.chasing.chased import Visitor, add_lead, chase, link_for
from tests.letters.mails import quoted
from tests.register import MINUTES, accept_all, take_page
from wapentake.actions.models import Action
from wapentake.chasing.models import Answer
from wapentake.chasing.nudging import nudge
from wapentake.intake.changes.striking import strike_words
from wapentake.letters.changes import keep_mail
from wapentake.letters.models import Letter, Received, Use


def test_struck_words_go_from_all_that_quotes_them(partnership, coordinator, today):
    page = take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    jo = add_lead(partnership, "Jo Bloggs")
    action = Action.objects.get(text__contains="Tallow Lane")
    Action.objects.filter(pk=action.pk).update(lead=jo, due_on=today)
    chase(partnership, weekends_quiet=False)
    for _ in nudge(now=timezone.localtime().replace(hour=12)):
        pass
    letter = Letter.objects.get()
    assert "Tallow Lane" in letter.text
    visitor = Visitor(link_for(jo))
    visitor.get("action", action.pk)
    visitor.say(action, "blocked", words="Nobody at Tallow Lane answers")
    keep_mail(quoted(letter, "I was there"), at=timezone.now())
    strike_words(page, "Tallow Lane", why="Named by mistake", by=coordinator)
    letter.refresh_from_db()
    kept = [letter.subject, letter.text, letter.html, *Answer.objects.values_list("words", flat=True)]
    kept += [*Use.objects.values_list("what", flat=True), *Received.objects.values_list("text", flat=True)]
    kept += [bytes(one).decode() for one in Received.objects.values_list("raw", flat=True)]
    assert [one for one in kept if "Tallow" in one] == []
    assert "Dear Jo Bloggs" in letter.text
    assert Received.objects.get().text == "I was there"
