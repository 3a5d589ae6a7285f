"""A council's site for the tests: a real server on this machine, which misbehaves in whatever way it is told to."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with what the site has planned for its address."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: CouncilSite

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers["User-Agent"])
        self.server.plan_for(self.path)(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def start(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class CouncilSite(ThreadingHTTPServer):
    """The server. `on(address, *answers)`: each answer serves once, the last one for ever after."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 20

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.closing = threading.Event()
        self.plans: dict[str, list[Answer]] = {}
        self.url = f"http://127.0.0.1:{self.server_port}"

    def on(self, address: str, *answers: Answer) -> None:
        self.plans[address] = list(answers)

    def plan_for(self, address: str) -> Answer:
        plan = self.plans.get(address) or self.plans.get(address.partition("?")[0]) or [page(b"no", status=404)]
        return plan.pop(0) if len(plan) > 1 else plan[0]

    def asked_for(self, name: str) -> list[str]:
        """The requests for a page whose address holds `name`."""
        return [address for address in self.asked if name in address]

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that goes away early is no error of the site."""


def page(body: bytes | str, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(handler: Handler) -> None:
        handler.start(status, {"Content-Type": kind, "Content-Length": str(len(data)), **named})
        handler.wfile.write(data)

    return answer


def packed(body: str) -> Answer:
    return page(gzip.compress(body.encode()), Content_Encoding="gzip")


def moved(to: str, *, status: int = 302) -> Answer:
    return page(b"", status=status, Location=to)


def cut(body: str, *, sent: int) -> Answer:
    """Promises more than it sends."""

    def answer(handler: Handler) -> None:
        handler.start(200, {"Content-Type": "text/html", "Content-Length": str(len(body))})
        handler.wfile.write(body.encode()[:sent])
        handler.close_connection = True

    return answer


def unmeasured(body: str) -> Answer:
    """Sends with no length, as old servers do, so that only the end of the connection ends the page."""

    def answer(handler: Handler) -> None:
        handler.start(200, {"Content-Type": "text/html", "Connection": "close"})
        handler.wfile.write(body.encode())
        handler.close_connection = True

    return answer


def reset(body: str, *, sent: int) -> Answer:
    """Breaks the connection off half-way."""

    def answer(handler: Handler) -> None:
        handler.start(200, {"Content-Type": "text/html", "Content-Length": str(len(body))})
        handler.wfile.write(body.encode()[:sent])
        handler.wfile.flush()
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True
        handler.rfile.close()
        handler.connection.close()

    return answer


def drip(body: str, *, every: float) -> Answer:
    """Sends one byte at a time."""

    def answer(handler: Handler) -> None:
        handler.start(200, {"Content-Type": "text/html", "Content-Length": str(len(body))})
        for byte in body.encode():
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if handler.server.closing.wait(every):
                return

    return answer


def silent(seconds: float = 30.0) -> Answer:
    """Takes the request and says nothing."""

    def answer(handler: Handler) -> None:
        handler.server.closing.wait(seconds)
        handler.close_connection = True

    return answer


def wait_until(true: Callable[[], bool], *, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.01)


# What a ModernGov site shows. Committee 7 throughout.
SERVICE = "/mgWebService.asmx/GetMeetings"
LIST = "/ieListMeetings.aspx?CommitteeId=7"
OLD_LIST = "/ieListMeetings.aspx?CId=7&Year=0"
# What a run on 1 October 2019 keeps of it.
FILES = ["2019-06-03-41.html", "2019-07-31-42.html", "2019-09-30-43.html", "fetch.json"]


def meeting_at(number: int) -> str:
    return f"/ieListDocuments.aspx?CId=7&MId={number}&Ver=4"


def service_list(*rows: tuple[int, str], count: int | None = None, extra: str = "") -> str:
    meetings = "".join(
        f"<meeting><meetingid>{number}</meetingid><meetingdate>{day}</meetingdate><meetingtime>14:00</meetingtime>"
        f"<meetingstatus>Confirmed</meetingstatus>{extra}</meeting>"
        for number, day in rows
    )
    told = len(rows) if count is None else count
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{head}<getmeetings><meetingscount>{told}</meetingscount><meetings>{meetings}</meetings></getmeetings>"


def list_page(*rows: tuple[int, str], earlier: str = "") -> str:
    more = f'<a class="mgTableNextLnk" href="{earlier}">Earlier meetings</a>' if earlier else ""
    lines = "".join(
        f'<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId=7&amp;MId={number}&amp;Ver=4">'
        f"{day}&nbsp;2&#58;00 pm</a> - Agenda, Minutes</li>"
        for number, day in rows
    )
    menu = '<a href="ieListMeetings.aspx?CId=9&MD=Constitution">Constitution</a>'
    body = f'{menu}<div class="mgContent">{more}<ul class="mgNonBulletTableList">{lines}</ul>{more}</div>'
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def meeting_page(text: str = "The group met.", *, heading: str = "Agenda and minutes") -> str:
    rows = f'<table class="mgItemTable"><tr><td class="mgItemNumberCell">1.</td><td>{text}</td></tr></table>'
    title = f'<h1 class="mgMainTitleTxt">{heading}</h1>'
    return f'<!DOCTYPE html><html><body><div class="mgContent">{title}{rows}</div></body></html>'


def bare_page() -> str:
    words = "<p>No documents are available for this meeting</p>"
    title = '<h1 class="mgMainTitleTxt">Meeting</h1>'
    return f'<!DOCTYPE html><html><body><div class="mgContent">{title}{words}</div></body></html>'


def cut_item(number: str, key: int) -> str:
    return f'It was agreed to ... <a href="mgAi.aspx?ID={key}">view the full minutes text for item {number}.</a>'


LISTED = service_list((41, "03/06/2019"), (42, "31/07/2019"), (43, "30/09/2019"), (44, "05/12/2019"))
