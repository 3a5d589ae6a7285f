"""Invented minutes for the walks: what a walk needs stands in them once."""

from tests.register import take_page

# Certain and marked actions, one owner whom nobody knows, a table of sums, a wrong weekday, a resident's details.
MARCH = """\
# Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 12 March 2024 at 10.00 am in the Corn Hall, Harrowmere

**Present**

- Cllr Ruth Ashdown (Chair), Harrowmere Borough Council
- Tom Beckwith (TB), Harrowmere Borough Council
- Insp Dana Colley (DC), Fenland Police

**Apologies**

- Hugh Dacre, Fenland Fire and Rescue Service

## 1. Minutes of the last meeting

The minutes of the meeting held on 9 January 2024 were agreed as a true record.

## 2. Burglary in Tallow Lane

Insp Colley reported that burglary fell from 48 to 31 compared with the same quarter of last year. Mrs Ivy Marlow of \
4 Tallow Lane had been burgled twice.

ACTION: TB to write to the landlords of Tallow Lane by 30 April 2024.

ACTION: KL to check the street lights in Tallow Lane.

The wardens walked the lane every Friday evening in February.

## 3. Grants

| Project | Sum |
| --- | --- |
| Lantern Youth Club, evening sessions | £1,250 |
| Street pastors | £800 |

It was agreed that £1,250 be given to the Lantern Youth Club for evening sessions.

ACTION: DC to report on the sessions at the next meeting.

Date of next meeting: Wednesday 14 May 2024
"""

# KL is named, Tom Beckwith is written otherwise, and something is proposed that is not certain.
MAY = """\
# Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 14 May 2024 at 10.00 am in the Corn Hall, Harrowmere

**Present**

- Cllr Ruth Ashdown (Chair), Harrowmere Borough Council
- T Beckwith, Harrowmere Borough Council
- Kit Lorne, Fenland Police

## 1. Matters arising

The chair thanked the youth club. Kit Lorne agreed to arrange a walk through Tallow Lane with the residents.

ACTION: T Beckwith to bring a map of the cameras to the next meeting.

ACTION: KL to ask Fenland Police for the figures of April by 28 June 2024.

Date of next meeting: Tuesday 9 July 2024
"""

# Not decided yet where it is used: it repeats the form of May, with a day of its own and something less certain.
JULY = MAY.replace("Tuesday 9 July 2024", "Tuesday 10 September 2024").replace("14 May 2024", "9 July 2024")
JULY = JULY.replace("## 1. Matters arising", "## 1. Matters arising\n\nRecruitment of wardens: Ruth Ashdown to lead?")

# Says that two actions of March were done, and of the third that it was not.
JUNE = """\
# Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 11 June 2024 at 10.00 am in the Corn Hall, Harrowmere

**Present**

- Cllr Ruth Ashdown (Chair), Harrowmere Borough Council
- Tom Beckwith (TB), Harrowmere Borough Council
- Insp Dana Colley (DC), Fenland Police

## 1. Actions from the last meeting

TB wrote to the landlords of Tallow Lane on 22 April 2024. The street lights in Tallow Lane have not been checked yet.

## 2. Lantern Youth Club

DC reported on the sessions, to which 40 young people came.
"""


def as_file(name: str, text: str, kind: str = "text/markdown") -> dict[str, object]:
    """A file as a browser's file input takes it."""
    return {"name": name, "mimeType": kind, "buffer": text.encode()}


def take_march(partnership, by):
    return take_page(partnership, "march.md", MARCH, by)


def take_may(partnership, by):
    return take_page(partnership, "may.md", MAY, by)
