"""Word processor files are zip archives of XML. This opens them without trusting them.

A member is unpacked in pieces and given up at a limit, whatever size its header claims; the XML inside is parsed
without entities, without the network and with the parser's own limits on.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from wapentake.reading.document import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_MEMBER = 60 * 1024 * 1024  # ten thousand pages of text
SUSPECT_MEMBER = 20 * 1024 * 1024  # from here on a member may not unpack to more than SUSPECT_RATIO times its size
SUSPECT_RATIO = 200
MOST_MEMBERS = 20_000
_STRICT = (  # the two families of names that Word writes; the first is rare
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
)
_STEP = 1024 * 1024

DAMAGED = "The file is damaged and cannot be opened. Download it again, or save it again as .docx or PDF."
LOCKED = "The file is locked with a password. Save it without one, and read that."
_BOMB = "The file unpacks to far more than a document holds, so it was not opened. Save its text in a new file."


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip file. Raises: Unreadable."""
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:  # each member's entry in the list at the end
        raise Unreadable(_BOMB)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(DAMAGED) from error


def list_members(data: bytes) -> frozenset[str]:
    """Return the names of the members of a zip file. Raises: Unreadable."""
    return frozenset(open_archive(data).namelist())


def read_member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of a member, or None if there is none of that name. Raises: Unreadable."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise Unreadable(LOCKED)
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while part := member.read(_STEP):
                parts.append(part)
                size += len(part)
                if size > LARGEST_MEMBER or size > max(SUSPECT_MEMBER, info.compress_size * SUSPECT_RATIO):
                    raise Unreadable(_BOMB)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(DAMAGED) from error
    return b"".join(parts)


def read_xml(archive: zipfile.ZipFile, name: str) -> _Element | None:
    """Return the root of a member that is XML, or None if there is none of that name. Raises: Unreadable."""
    from lxml import etree

    data = read_member(archive, name)
    if data is None:
        return None
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(DAMAGED) from error


def walk_tree(root: _Element, enter: Callable[[_Element], bool], leave: Callable[[_Element], None]) -> None:
    """Call `enter` for each element in reading order, and `leave` after its content, which `enter` may pass by."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            leave(element)
        elif not enter(element):
            walk.skip_subtree()
