"""The files that came with a mail, as they were sent. Nothing is looked at but that they are there."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.message import Message

from wapentake.letters.mail import ODD, is_attached, name_part, walk_parts


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a mail; `data` is None where it cannot be read."""

    name: str
    data: bytes | None


def find_attached(raw: bytes) -> list[Attached]:
    """Return the files that somebody sent along with a mail, in their order; reading never raises."""
    try:
        parts = [part for part in walk_parts(email.message_from_bytes(raw)) if is_attached(part)]
    except ODD:
        return []
    return [Attached(name_part(part) or "A file without a name", _decode(part)) for part in parts]


def _decode(part: Message) -> bytes | None:
    try:
        data = part.get_payload(decode=True)
    except ODD:
        return None
    return data if isinstance(data, bytes) else None
