"""Pages of minutes composed at random from parts: headings, lists, labels, tables, tasks, sums, odd marks.

They make no sense as minutes; they hold in every order what real ones hold, so that properties are tried on more than
a person would think of.
"""

from hypothesis import strategies as st

NAMES = (
    "Ann Low",
    "Cllr B Reed",
    "Insp. Tom O’Hara",
    "Siân Ap-Rhys",
    "J. van der Berg",
    "Mrs Cole",
    "PCSO Park",
    "Y Ng",
)
OWNERS = (
    "AL",
    "BR",
    "AL/BR",
    "All",
    "All Partners",
    "Clerk",
    "the Clerk",
    "Cllr Reed",
    "Ann Low",
    "AL and BR",
    "Chair",
    "TBC",
)
TASKS = (
    "ask for a quote",
    "write to the Trust about the lights",
    "circulate the report, the map and the list of venues",
    "bring figures for 2017/18",
    "invite PC Dunn (again)",
    "check whether £40 was paid",
    "chase",
)
DUES = (
    "",
    " by 2 June 2018",
    " at the next meeting",
    " before Friday",
    " by the end of May",
    " - 01/06/18",
    " ASAP",
    " (June)",
)
TITLES = (
    "Apologies for absence",
    "Minutes of the previous meeting",
    "Lights on the quay",
    "CCTV / City Watch",
    "Any other business",
    "PSPO’s",
    "Date of next meeting",
    "AOB",
    "Matters arising",
    "Treasurer's report",
    "FINANCE",
)
SAYINGS = (
    "It was agreed that the bid would be supported.",
    "RESOLVED: that the minutes of 6 March 2018 be signed as a correct record.",
    "The minutes of the meeting held on Tuesday, 6th March were agreed.",
    "The request was deferred until the next meeting.",
    "Members noted the report.",
    "BR was asked to look into this and report back.",
    "The Clerk will write to Highways; AL offered to help.",
    "There were 324 reports last year, and 332 this year.",
    "The closing balance was -£1,549.07 (2016/17: £2,000).",
    "It costs £5-10k, or £1.2m over 3 years; i.e. too much.",
    "Agreed in principle, subject to funding.",
    "The next JAG is on Thursday the 10th of May at 2.00pm.",
    "e.g. No. 10, approx. 7.30 p.m., St. Mary’s Rd.",
    "“We shall see,” said Mrs Cole… view the full minutes text for item 3.",
    "Dates: 3, 10 and 17 May; 31/12/2018; 2018-05-08; Feb 30.",
    "*ACTIONS*: AL to ask for a quote. BR to chase.",
    "A sentence that is wrapped\nover two lines, and\nover a third.",
    "It   has   wide   gaps\tand tabs",
    "Price * quantity = *total*, see **note** and snake_case_words, a|b, <b> & [x](y).",
    "",
)
ODD = (
    "\u00a0",
    "\u200b",
    "\u202e",
    "\u00ad",
    "\ufeff",
    "…",
    "’",
    "–",
    "é",
    "e\u0301",
    "🙂",
    "\u2028",
    "\x0c",
    "\t",
    "½",
    "ﬁ",
    "漢",
)
BULLETS = ("- ", "* ", "• ", "§  ", "o  ", "1. ", "2) ", "(a) ", "iv. ", "3.1 ", "– ", "+ ", "a. ", "10. ")

names, owners, tasks, dues = map(st.sampled_from, (NAMES, OWNERS, TASKS, DUES))
titles, sayings, bullets = map(st.sampled_from, (TITLES, SAYINGS, BULLETS))


def say_task(owner: str, task: str, due: str, form: str) -> str:
    """The task in one of the forms of minutes."""
    return form.format(owner=owner, task=task, due=due)


task_lines = st.builds(
    say_task,
    owners,
    tasks,
    dues,
    st.sampled_from(
        (
            "ACTION: {owner} to {task}{due}",
            "Action: {owner} - {task}{due}.",
            "**Action:** {task}{due} ({owner})",
            "ACTION – {task}{due}",
            "ACTION: {owner}",
            "{owner} to {task}{due}.",
            "{owner} agreed to {task}{due}.",
            "|| {owner}",
            "| {task} | {owner} | {due} |",
            "It was agreed that {owner} would {task}{due}.",
        )
    ),
)
labels = st.builds(
    "{}: {}".format, st.sampled_from(("Present", "Apologies", "In attendance", "Venue", "Contact")), names
)
rosters = st.builds(
    lambda label, people, joint: f"{label}{joint}{joint.join(people)}",
    st.sampled_from(("Present:", "Apologies", "**Attendance**")),
    st.lists(
        st.builds("{}{}".format, names, st.sampled_from(("", " (AL)", " (Quay Trust)", ", Chair", " - Clerk"))),
        max_size=5,
    ),
    st.sampled_from(("\n", "; ", ", ", "\n\n", "\n  ")),
)
headings = st.builds(
    "{}{}".format, st.sampled_from(("", "# ", "## ", "### ", "1. ", "12. ", "**3.** ", "Item 4: ")), titles
)
listed = st.lists(
    st.builds(
        lambda depth, mark, words: "  " * depth + mark + words,
        st.integers(0, 6),
        bullets,
        st.one_of(tasks, task_lines, names),
    ),
    min_size=1,
    max_size=6,
).map("\n".join)
tables = st.lists(
    st.lists(st.one_of(owners, tasks, st.just(""), titles), min_size=1, max_size=4).map(
        lambda cells: f"| {' | '.join(cells)} |"
    ),
    min_size=1,
    max_size=4,
).map("\n".join)
gapped = st.lists(st.builds("{}    {}\t{}".format, owners, tasks, dues), min_size=2, max_size=3).map("\n".join)
sprinkled = st.builds(
    lambda words, odd, at: words[:at] + odd + words[at:], sayings, st.sampled_from(ODD), st.integers(0, 40)
)
spaced = st.sampled_from(
    ("   ", "\n", " \n \n", "---", "***", "____", "Action", "|| Action", "|", "#", "*", "1.", "-", "(", "ACTION")
)
parts = st.one_of(sayings, task_lines, labels, rosters, headings, listed, tables, gapped, sprinkled, spaced)
tops = st.sampled_from(
    (
        "",
        "Quay Safety Group\nTuesday, 8th May, 2018 2.00 pm\n\n",
        "# Quay Safety Group\n\nMinutes of the meeting held on 08/05/2018 at 14:00 in the Old Custom House\n\n",
        "Agenda and minutes\n\nVenue: Old Custom House\n\nContact: Ann Low  Email:\n\n",
    )
)

pages = st.builds(
    lambda top, parts, joint: top + joint.join(parts),
    tops,
    st.lists(parts, max_size=12),
    st.sampled_from(("\n\n", "\n", "\n\n\n", "\n \n")),
)
