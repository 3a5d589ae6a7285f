"""Manners on the way: pauses, patience, robots.txt, redirects, and answers that are too much, too slow or cut off."""

import socket
import ssl
import time
from dataclasses import replace

import httpx
import pytest

from tests.fetching.conftest import MANNERS
from tests.fetching.council import cut, drip, moved, packed, page, reset, silent, unmeasured
from wapentake.fetching import NotHad, PoliteSession, Stopped
from wapentake.fetching.answers import Forbidden, explain_error, follow_move, say_wait
from wapentake.fetching.session import compose_agent

WHOLE = "<html><body>" + "The group met. " * 200 + "</body></html>"


@pytest.mark.parametrize(
    "trouble",
    [
        page("busy", status=500),
        page("busy", status=502),
        page("busy", status=503),
        page("slow down", status=429),
        cut(WHOLE, sent=100),
        reset(WHOLE, sent=100),
        unmeasured(WHOLE[:-20]),
        page(b"not gzip", Content_Encoding="gzip"),
    ],
)
def test_trouble_that_passes_is_waited_out(council, visit, clock, trouble):
    council.on("/page", trouble, trouble, page(WHOLE))
    assert visit().get(f"{council.url}/page").body == WHOLE.encode()
    assert clock.sleeps == [1.0, 2.0, 4.0]
    assert len(council.asked_for("/page")) == 3


def test_trouble_that_stays_is_given_up_after_four_tries(council, visit, clock):
    council.on("/page", page("busy", status=503))
    session = visit()
    with pytest.raises(NotHad, match=r"busy or under repair \(answer 503\)"):
        session.get(f"{council.url}/page")
    assert len(council.asked_for("/page")) == 4
    council.on("/other", page(WHOLE))
    session.get(f"{council.url}/other")
    assert clock.sleeps == [1.0, 2.0, 4.0, 8.0, 16.0]  # the last wait is kept by the next page


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("7", 7.0),
        (" 30 ", 30.0),
        ("Tue, 01 Oct 2019 12:00:45 GMT", 45.0),
        ("Tue, 01 Oct 2019 11:00:00 GMT", 2.0),
        ("soon", 2.0),
        ("-5", 2.0),
        ("", 2.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept(council, visit, clock, status, asked, kept):
    council.on("/page", page("wait", status=status, Retry_After=asked), page(WHOLE))
    visit().get(f"{council.url}/page")
    assert clock.sleeps == [1.0, kept]


def test_long_retry_after_stops_the_run(council, visit, clock):
    council.on("/page", page("wait", status=429, Retry_After="7200"))
    with pytest.raises(Stopped, match="It asks us to come back in 2 hours"):
        visit().get(f"{council.url}/page")
    assert clock.sleeps == [1.0]


@pytest.mark.parametrize(("status", "lone"), [(404, True), (410, True), (403, False), (401, False), (204, False)])
def test_plain_refusals_are_not_asked_again(council, visit, status, lone):
    council.on("/page", page(b"", status=status))
    with pytest.raises(NotHad, match=f"answer {status}") as refused:
        visit().get(f"{council.url}/page")
    assert refused.value.lone is lone
    assert len(council.asked_for("/page")) == 1


def test_pause_between_requests(council, visit, clock):
    council.on("/page", page(WHOLE))
    session = visit()
    for _ in range(3):
        session.get(f"{council.url}/page")
    assert clock.sleeps == [1.0, 1.0, 1.0]
    assert council.asked == ["/robots.txt", "/page", "/page", "/page"]


def test_agent_says_who_it_is(council, visit):
    council.on("/page", page(WHOLE))
    visit().get(f"{council.url}/page")
    assert council.agents == {compose_agent("")}
    assert compose_agent("jo.bell@example.gov.uk").endswith("contact: jo.bell@example.gov.uk)")


def test_crawl_delay_is_kept(council, visit, clock):
    council.on("/robots.txt", page("User-agent: *\nCrawl-delay: 12", kind="text/plain"))
    council.on("/page", page(WHOLE))
    session = visit()
    session.get(f"{council.url}/page")
    session.get(f"{council.url}/page")
    assert clock.sleeps == [12.0, 12.0]


def test_crawl_delay_beyond_all_measure_stops_the_run(council, visit):
    council.on("/robots.txt", page("User-agent: *\nCrawl-delay: 86400", kind="text/plain"))
    with pytest.raises(Stopped, match="24 hours between requests"):
        visit().get(f"{council.url}/page")


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: wapentake\nDisallow: /pa",
        "User-agent: *\nAllow: /\nDisallow: /*age$",
        "\ufeffUser-agent: *\r\nDisallow: /page\r\n",
    ],
)
def test_robots_that_disallow_are_obeyed(council, visit, rules):
    council.on("/robots.txt", page(rules, kind="text/plain"))
    with pytest.raises(Forbidden, match=r"robots\.txt asks programs not to read"):
        visit().get(f"{council.url}/page")
    assert council.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "robots",
    [
        page(b"", status=404),
        page(b"", status=403),
        page(b"", status=410),
        page("<html><body>Page not found</body></html>"),
        page(bytes(range(256)) * 40, kind="text/plain"),
        page("User-agent: *\nDisallow:\nCrawl-delay: soon\nUser-agent: other\nDisallow: /", kind="text/plain"),
    ],
)
def test_robots_that_say_nothing_allow_all(council, visit, robots):
    council.on("/robots.txt", robots)
    council.on("/page", page(WHOLE))
    assert visit().get(f"{council.url}/page").body == WHOLE.encode()


@pytest.mark.parametrize("robots", [page("", status=500), page("", status=429), cut("User-agent: *", sent=3)])
def test_robots_that_cannot_be_shown_stop_the_run(council, visit, robots):
    council.on("/robots.txt", robots)
    council.on("/page", page(WHOLE))
    session = visit()
    for _ in range(2):
        with pytest.raises(Stopped):
            session.get(f"{council.url}/page")
    assert council.asked_for("/page") == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_within_the_site_is_followed_at_the_same_pace(council, visit, clock, status):
    council.on("/old", moved("page?a=1", status=status))
    council.on("/page", page(WHOLE))
    assert visit().get(f"{council.url}/old").url == f"{council.url}/page?a=1"
    assert clock.sleeps == [1.0, 1.0]


def test_redirect_loop_ends(council, visit):
    council.on("/page", moved("/page"))
    with pytest.raises(NotHad, match="without end"):
        visit().get(f"{council.url}/page")
    assert len(council.asked_for("/page")) == 6


@pytest.mark.parametrize(
    "there",
    [
        "http://localhost:9/",
        "https://sign-in.example/",
        "//example.org/page",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:9/",
    ],
)
def test_redirect_to_another_site_is_not_followed(council, visit, there):
    council.on("/page", moved(there))
    with pytest.raises(NotHad, match="another one"):
        visit().get(f"{council.url}/page")


@pytest.mark.parametrize("there", ["http://[::1", "http://127.0.0.1:port/"])
def test_redirect_to_nonsense_is_not_followed(council, visit, there):
    council.on("/page", moved(there))
    with pytest.raises(NotHad, match="made no sense"):
        visit().get(f"{council.url}/page")
    with pytest.raises(NotHad, match="makes no sense"):
        follow_move(council.url, there)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://a.example/x", "https://a.example/x"),
        ("http://a.example:80/x", "http://A.example/y"),
        ("https://a.example/x", "/y"),
    ],
)
def test_move_to_the_same_site_or_to_its_https_is_followed(old, new):
    assert follow_move(old, new).url == (new if "//" in new else "https://a.example/y")


@pytest.mark.parametrize("new", ["http://a.example/x", "https://a.example:8443/x", "https://www.a.example/x"])
def test_move_away_from_https_or_to_another_port_is_not_followed(new):
    with pytest.raises(NotHad, match="another one"):
        follow_move("https://a.example/x", new)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (0.5, "1 second"), (45, "45 seconds"), (60, "1 minute"), (90, "2 minutes"), (7200, "2 hours")],
)
def test_waits_are_told_in_words(seconds, words):
    assert say_wait(seconds) == words


def test_redirect_to_what_robots_disallow_is_not_followed(council, visit):
    council.on("/robots.txt", page("User-agent: *\nDisallow: /secret", kind="text/plain"))
    council.on("/page", moved("/secret"))
    with pytest.raises(Forbidden):
        visit().get(f"{council.url}/page")
    assert council.asked_for("secret") == []


def test_gzip_is_unpacked(council, visit):
    council.on("/page", packed(WHOLE))
    assert visit().get(f"{council.url}/page").body == WHOLE.encode()


@pytest.mark.parametrize("huge", [page("x" * 300_000), packed("x" * 300_000), unmeasured("x" * 300_000)])
def test_huge_page_is_left(council, visit, huge):
    council.on("/page", huge)
    with pytest.raises(NotHad, match=r"larger than 0\.1 MB") as refused:
        visit().get(f"{council.url}/page")
    assert refused.value.lone
    assert len(council.asked_for("/page")) == 1


def test_page_with_no_length_is_taken_when_it_is_whole(council, visit):
    council.on("/page", unmeasured(WHOLE))
    assert visit().get(f"{council.url}/page").body == WHOLE.encode()


@pytest.mark.parametrize(
    ("slow", "words"), [(silent(), "did not answer in time"), (drip(WHOLE, every=0.05), "too slowly")]
)
def test_slow_answers_are_given_up(council, clock, slow, words):
    council.on("/page", slow)
    manners = replace(MANNERS, pause=0.0, first_wait=0.0, tries=2, silence=0.4, longest_page=0.3)
    began = time.monotonic()
    with PoliteSession(manners=manners) as session, pytest.raises(NotHad, match=words):
        session.get(f"{council.url}/page")
    assert time.monotonic() - began < 25
    assert len(council.asked_for("/page")) == 2


def test_site_that_is_not_there(visit, monkeypatch):
    def find_nothing(*where: object, **how: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", find_nothing)
    with pytest.raises(Stopped, match=r"There is no site called no-such-council\.invalid"):
        visit().get("http://no-such-council.invalid/page")


@pytest.mark.parametrize(
    ("error", "cause", "words"),
    [
        (httpx.ConnectError("no"), ssl.SSLCertVerificationError("self-signed certificate"), "security certificate"),
        (httpx.ProxyError("407"), None, "proxy"),
        (httpx.UnsupportedProtocol("no"), None, "makes no sense"),
    ],
)
def test_troubles_on_the_way_that_do_not_pass(error, cause, words):
    error.__cause__ = cause
    trouble = explain_error(error, host="democracy.example.gov.uk")
    assert words in str(trouble)
    assert type(trouble) is NotHad


def test_site_that_takes_no_connection(council, visit, clock):
    council.server_close()
    with pytest.raises(Stopped, match=r"No connection to 127\.0\.0\.1 could be made"):
        visit().get(f"{council.url}/page")
    assert clock.sleeps == [2.0, 4.0, 8.0]
