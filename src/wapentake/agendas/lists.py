"""How the forward plan is listed."""

from __future__ import annotations

from wapentake.accounts.models import Partnership
from wapentake.agendas.models import ForwardItem, ForwardState
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import count, date_words, state_tag

_TAGS = {ForwardState.WAITING: "waiting", ForwardState.TAKEN: "done", ForwardState.DROPPED: "closed"}

_COLUMNS = (
    Column[ForwardItem](
        title="First meant for",
        value=lambda item: item.first_on,
        show=lambda item: date_words(item.first_on) or "Not said",
        key="first",
        order=("first_on",),
        nowrap=True,
        width=18,
    ),
    Column[ForwardItem](
        title="Put off",
        value=lambda item: item.deferrals,
        show=lambda item: count(item.deferrals, "time"),
        key="deferrals",
        order=("deferrals",),
        numeric=True,
        width=10,
    ),
    Column[ForwardItem](
        title="Reason",
        value=lambda item: item.reason,
        show=lambda item: item.reason or "None given",
        width=50,
    ),
    Column[ForwardItem](title="Presenter", value=lambda item: item.presenter, only="download"),
    Column[ForwardItem](title="Purpose", value=lambda item: item.get_purpose_display(), only="download"),
    Column[ForwardItem](title="Body", value=lambda item: str(item.series), width=40, only="download"),
    Column[ForwardItem](
        title="State",
        value=lambda item: item.get_state_display(),
        show=lambda item: state_tag(_TAGS[ForwardState(item.state)], item.get_state_display()),
        width=10,
    ),
)


def list_plan(partnership: Partnership) -> Listing[ForwardItem]:
    """Return the forward plan of a partnership; each item leads to its own page."""
    slug = partnership.slug
    item_at, meeting_at = address_of("agendas:item", slug), address_of("desk:meeting", slug)

    def show_meeting(item: ForwardItem) -> str:
        if item.meeting is None:
            return "The next one"
        return link(meeting_at(item.meeting.pk), date_words(item.meeting.on))

    columns = (
        Column[ForwardItem](
            title="Item",
            value=lambda item: item.title,
            show=lambda item: link(item_at(item.pk), item.title),
            key="title",
            order=("title",),
            width=60,
        ),
        Column[ForwardItem](
            title="For the meeting of",
            value=lambda item: item.meeting.on if item.meeting else None,
            show=show_meeting,
            key="meeting",
            order=("meeting__on",),
            nowrap=True,
            width=18,
        ),
        *_COLUMNS,
    )
    empty = "Nothing is on the forward plan. Add what was put off, promised or asked for."
    return Listing(title="Forward plan", noun="item", columns=columns, sort="meeting", empty=empty, name=f"{slug}-plan")
