"""The people of a made-up page, for the tables of tasks and decisions."""

from wapentake.reading.rosters import Roster


def make_people() -> Roster:
    """Kay Lund (KL), Joe Dee (JD) and Ann Bell (AB), the Quay Community Council and the harbour trust."""
    roster = Roster(body="Quay Community Council", own={"QCC", "CC"})
    for initials, name in {"KL": "Kay Lund", "JD": "Joe Dee", "AB": "Ann Bell"}.items():
        roster.people[initials] = name
        roster.initials.add(initials)
        roster.add_name(name)
    roster.bodies.update({"Quay Harbour Trust", "quay harbour trust"})
    return roster
