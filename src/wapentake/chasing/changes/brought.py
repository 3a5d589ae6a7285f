"""Files that came with an answer by mail: looked at as any file is, and kept with the actions that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from wapentake.actions.models import Action
from wapentake.agendas.checks import check_file
from wapentake.chasing.changes.answers import Replier, Reply, take_reply
from wapentake.chasing.models import AnswerKind
from wapentake.kit.errors import Refused
from wapentake.letters.attached import Attached, find_attached
from wapentake.letters.changes.received import MOST_KEPT
from wapentake.letters.models import Received, ReceivedState

MOST_FILES = 10
TOO_MANY = "“{name}” was not kept: only the first {most} files of a mail are. Ask for it again."
UNREAD = "“{name}” was not kept: it could not be read. Ask for it again."
CUT = "“{name}” was not kept: the mail is larger than {most} MB, so files in it are cut short. Ask for it by link."
NOWHERE = "“{name}” was not kept: the mail answers no action of theirs that it could go with. Ask for it by link."


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that came with a mail: what is kept of it, or in words why it may not be."""

    name: str
    upload: Mapping[str, Any] | None = None
    words: str = ""


def look_at_files(pk: int) -> list[Brought]:
    """Return the files of a mail that waits to be taken up, each looked at; none where it was taken up before."""
    received = Received.objects.filter(pk=pk, state=ReceivedState.ANSWER).first()
    if received is None:
        return []
    raw = bytes(received.raw)
    return [_look(one, number=number, is_cut=len(raw) >= MOST_KEPT) for number, one in enumerate(find_attached(raw), 1)]


def _look(attached: Attached, *, number: int, is_cut: bool) -> Brought:
    name = attached.name
    if number > MOST_FILES:
        return Brought(name, words=TOO_MANY.format(name=name, most=MOST_FILES))
    if is_cut:
        return Brought(name, words=CUT.format(name=name, most=MOST_KEPT >> 20))
    if attached.data is None:
        return Brought(name, words=UNREAD.format(name=name))
    try:
        return Brought(name, upload=check_file(name, attached.data).values)
    except Refused as refused:
        return Brought(name, words=refused.words)


def keep_files(
    received: Received, actions: Sequence[Action], files: Sequence[Brought], *, by: Replier
) -> tuple[list[str], list[str]]:
    """Keep files with these actions; return in words what is kept, and what is not.

    Means: the same mail taken up again keeps each file once. What somebody else leads by now gets none.
    """
    kept, troubles = list[str](), list[str]()
    for place, file in enumerate(files):
        if file.upload is None:
            troubles.append(file.words)
            continue
        homes = [action for action in actions if _keep(received, action, file, place, by=by)]
        if homes:
            kept.append(f"“{file.upload['name']}” is kept with: {'; '.join(map(str, homes))}.")
        else:
            troubles.append(NOWHERE.format(name=file.name))
    return kept, troubles


def _keep(received: Received, action: Action, file: Brought, place: int, *, by: Replier) -> bool:
    once = f"{received.pk} {action.pk} file {place}"
    reply = Reply(kind=AnswerKind.NOTE, once=once, upload=file.upload)
    try:
        take_reply(action, reply, by=by, on=timezone.localtime(received.at).date())
    except Refused:
        return False  # somebody else leads it by now, and is not written to in this name
    return True
