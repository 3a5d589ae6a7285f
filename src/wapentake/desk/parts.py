"""What was read under an item, as a part of the page. It is made at every key, so no template is opened for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from wapentake.intake.typed import Asking, ItemRead, Noticed, Offer
from wapentake.kit.templatetags.kit import state_tag, state_words

NOT_A = {"action": "Not an action", "decision": "Not a decision", "amount": "Not a sum", "figure": "Not a figure"}
NOTHING = SafeString('<p class="app-offers__none">Actions, decisions, sums and dates appear here as you type.</p>')


def form_read(read: ItemRead, *, slug: str, may_write: bool) -> SafeString:
    """Return all that was read under an item: who asks for money, what is wrong, and what would enter the register."""
    return format_html_join("\n", "{}", ((part,) for part in _form_parts(read, slug=slug, may_write=may_write)))


def _form_parts(read: ItemRead, *, slug: str, may_write: bool) -> Iterator[SafeString]:
    for asking in read.asking:
        yield _form_asking(asking, reverse("desk:declaration-new", args=[slug, read.item]) if may_write else "")
    if read.findings:
        rows = format_html_join("\n", "{}", ((_form_noticed(one),) for one in read.findings))
        yield format_html('<ul class="app-noticed">\n{}\n</ul>', rows)
    if read.typed:
        cards = format_html_join("\n", "{}", ((_form_offer(one, read.item, may_write),) for one in read.typed))
        yield format_html('<ul class="app-offers">\n{}\n</ul>', cards)
    elif may_write and not read.findings and not read.asking:
        yield NOTHING
    if read.refused:
        words = f"{read.refused} thing{'s' * (read.refused > 1)} that you refused {'are' if read.refused > 1 else 'is'}"
        yield format_html('<p class="app-offers__none">{} left out. See the end of this page.</p>', words)


def _form_asking(one: Asking, address: str) -> SafeString:
    is_what = "a member" if one.is_body else "on the roll"
    link = format_html(
        '<a class="govuk-link" href="{}{}">Record an interest<span class="govuk-visually-hidden"> of {}</span></a>',
        address,
        "" if one.is_body else f"?{urlencode({'name': one.name})}",
        one.name,
    )
    return format_html(
        '<p class="app-asking">{} asks for {} here and is {}. Did anybody declare an interest? {}</p>',
        one.name,
        one.amount,
        is_what,
        link if address else "",
    )


def _form_noticed(one: Noticed) -> SafeString:
    form = '<li class="app-noticed__one app-noticed__one--{}">{} {}</li>'
    return format_html(form, one.severity, state_tag(one.severity), one.message)


def _form_offer(one: Offer, item: int, may_write: bool) -> SafeString:
    doubt = "" if one.certain else format_html(" {}", state_tag("doubtful", "Not certain"))
    return format_html(
        '<li class="app-offer app-card--{}"><p class="app-offer__head"><span class="app-card__kind">{}</span>{}</p>'
        '<p class="app-offer__title">{}</p><p class="app-offer__rows">{}</p>{}</li>',
        one.kind,
        state_words(one.kind),
        doubt,
        one.title,
        _say_rows(one),
        _form_refusing(one, item) if may_write and one.likeness else "",
    )


def _say_rows(one: Offer) -> SafeString:
    said = []
    if one.kind == "action":
        who, due = ", ".join(one.owners) or "nobody is named", one.due or "without a date"
        said.append(format_html("By whom: <strong>{}</strong>. Due: <strong>{}</strong>.", who, due))
    said += [format_html("{}: {}.", key, value) for key, value in one.rows]
    said += [format_html("{}", one.reason)] * bool(one.reason and not one.certain)
    return format_html_join(" ", "{}", ((words,) for words in said))


def _form_refusing(one: Offer, item: int) -> SafeString:
    return format_html(
        '<button type="submit" form="typed" name="refuse" value="{}:{}" class="app-link-button govuk-body-s" '
        'data-refuse="{}">{}<span class="govuk-visually-hidden">: {}</span></button>',
        item,
        one.likeness,
        one.likeness,
        NOT_A[one.kind],
        Truncator(one.title).chars(60),
    )
