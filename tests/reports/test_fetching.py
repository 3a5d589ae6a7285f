"""Our own client for councils' sites reads our own site unchanged, and what it brings says what the register says."""

from datetime import date

from tests.reports.test_round_trip import EXAMPLES, facts_of_record, facts_of_register, take_and_publish
from wapentake.fetching import Manners, PoliteSession, Request, fetch_committee, open_folder, parse_base
from wapentake.meetings.models import Series
from wapentake.reading import read

TODAY = date(2026, 11, 20)


def test_fetching_from_our_own_site_brings_all_that_the_register_holds(live_server, tmp_path, ottersby, coordinator):
    meetings = take_and_publish(ottersby, coordinator, EXAMPLES)
    bodies = list(Series.objects.filter(partnership=ottersby).order_by("pk"))
    assert len(bodies) > 1
    base = parse_base(f"{live_server.url}/public/ottersby/ieListMeetings.aspx?CId={bodies[0].pk}")
    assert base == f"{live_server.url}/public/ottersby"
    brought = 0
    for body in bodies:
        folder = open_folder(tmp_path / str(body.pk), site=base, committee=body.pk)
        request = Request(base=base, committee=body.pk, full_items=True)
        with PoliteSession(manners=Manners(pause=0.0, tries=1)) as session:
            outcome = fetch_committee(request, session=session, folder=folder, today=TODAY, say=lambda words: None)
        assert (outcome.missed, outcome.stopped, outcome.items) == ([], "", 0)
        own = [one for one in meetings if one.body_key == body.key]
        assert outcome.fetched == len(own)
        for meeting in own:
            record = read(tmp_path / str(body.pk) / f"{meeting.on}-{meeting.pk}.html")
            assert facts_of_record(record) == facts_of_register(meeting)
        brought += len(own)
    assert brought == len(meetings)
