"""Tasks and resolutions whose lists or marks a page writes loosely."""

import pytest

from wapentake.reading import read

PAGE = (
    "Minutes of the Quay Community Council held on 16 April 2018\n\n"
    "Present: Kay Lund (KL), Ann Bell (AB), Joe Dee (JD)\n\n## 1. Lamps\n\n"
)
MARKED = [
    (
        "ACTION: When lamps are counted Quay Office to pass them on.",
        [("", "When lamps are counted Quay Office to pass them on.")],
    ),
    ("ACTION: Embed a new approach to painting lamps.", [("", "Embed a new approach to painting lamps.")]),
    ("ACTION: KL to bring the paint.", [("KL", "bring the paint.")]),
    ("ACTION: Partners agreed to count the lamps.", [("Partners", "count the lamps.")]),
    ("It led to these proposals:-\nACTION: KL to count the lamps.", [("KL", "count the lamps.")]),
    ("They saw the quay.KL will count the lamps.", [("KL", "count the lamps.")]),
    ("KL will write to the CC.AB will count the lamps.", [("KL", "write to the CC."), ("AB", "count the lamps.")]),
    (
        "Decisions/Actions from this meeting:\n\na) Count the lamps\n\nb) Chair to buy it\n\n1. Paint\n\nIt is dear.",
        [("", "Count the lamps"), ("Chair", "buy it")],
    ),
    (
        "(1) that a further report be submitted to the next meeting",
        [("", "a further report be submitted to the next meeting")],
    ),
    ("Action 1: The lamp scheme is in hand.", []),
    ("Action: When lamps are bought they go up", [("", "When lamps are bought they go up")]),
    (
        "Action: Say in words where the lamps are going to stand",
        [("", "Say in words where the lamps are going to stand")],
    ),
    ("Action 2: The lamps are to be counted", [("", "The lamps are to be counted")]),
    ("KL agreed to ask the county.\nAction: KL\nPolice\nThey said that it was quiet.", [("KL", "ask the county.")]),
    ("AB requested the views of the board on lamps on the quay.", []),
    ("Action: For the Harbour Trust to share the chart", [("Harbour Trust", "share the chart")]),
    (
        "Members spoke of it:\nAction: For Joe Dee to ask the trust;\nAction: For the lamps to be counted;",
        [("Joe Dee", "ask the trust;"), ("", "For the lamps to be counted;")],
    ),
    (
        "The Assistant Commissioner would update members on progress.",
        [("Assistant Commissioner", "update members on progress.")],
    ),
    ("Members welcomed it and asked that old lamps be retained.", [("", "old lamps be retained")]),
    (
        "The Chair requested that a list of sources of funding be included.",
        [("", "a list of sources of funding be included")],
    ),
    ("AB asked that her dissent be recorded.", []),
    ("Mr Moss invited Ann Bell to take over the chair.", []),
    ("Members were invited to give an oral update on lamps.", []),
    ("The Chair asked everybody to introduce themselves.", []),
    ("KL explained that a list will be sent to the next meeting.", [("", "a list will be sent to the next meeting.")]),
    ("To settle it, names would be circulated in due course.", [("", "names would be circulated in due course.")]),
    ("The Lead Member for Lamps agreed to work with the trust.", [("Lead Member for Lamps", "work with the trust.")]),
    ("Actions\n\n- KL to count the lamps\n\nItem 2\n\nPaint\n\nIt is dear.", [("KL", "count the lamps")]),
    ("Mr Moss said:\n\n- that a report be submitted", []),
]
SETTLED = [
    ("(i) that the minutes of 4 May be received.", [("agreed", "that the minutes of 4 May be received.")]),
    ("(ii) that, as asked, the plan be confirmed.", [("agreed", "that, as asked, the plan be confirmed.")]),
    ("They saw it.\n\nThat the plan be agreed.", [("agreed", "That the plan be agreed.")]),
    ("Recommendations\n\n- That the plan be shown.", []),
    ("That Mr. J. Moss be appointed.", [("agreed", "That Mr. J. Moss be appointed.")]),
    (
        "That the plan be approved subject to lamps being added.",
        [("agreed", "That the plan be approved subject to lamps being added.")],
    ),
    (
        "The Board RESOLVED the recommendations:\n\n2.1 The QCC noted the lamp.\n\n2.2 The QCC noted and agreed it.",
        [("noted", "The QCC noted the lamp."), ("agreed", "The QCC noted and agreed it.")],
    ),
    (
        "Members of the group appointed A/Supt. Moss vice chair.",
        [("agreed", "Members of the group appointed A/Supt. Moss vice chair.")],
    ),
    ("The Board noted and supported the plan.", [("agreed", "The Board noted and supported the plan.")]),
    (
        "It was proposed, seconded and unanimously AGREED that Ann Bell be elected chairman.",
        [("agreed", "It was proposed, seconded and unanimously AGREED that Ann Bell be elected chairman.")],
    ),
    (
        "The record of the meeting held on 19 May 2017 was agreed and signed by the Chairman as correct.",
        [
            (
                "confirmed",
                "The record of the meeting held on 19 May 2017 was agreed and signed by the Chairman as correct.",
            )
        ],
    ),
    ("Mr Moss said that it would be more sensible to defer this.", []),
    ("It named the report, which was postponed until September.", []),
    ("Resolved that the Quay Board:\n\n1) Notes the lamps.", [("noted", "Notes the lamps.")]),
    (
        "RESOLVED – That the report be received and Members agree:\n\n1. The plan for lamps",
        [("agreed", "The plan for lamps")],
    ),
    (
        "RESOLVED to appoint Cllr Bell Chair for it.\n\nRESOLVED to appoint Cllr Moss Vice Chair for it.",
        [
            ("agreed", "RESOLVED to appoint Cllr Bell Chair for it."),
            ("agreed", "RESOLVED to appoint Cllr Moss Vice Chair for it."),
        ],
    ),
    ("Deferred to next meeting", [("deferred", "Deferred to next meeting")]),
]


@pytest.mark.parametrize(("words", "tasks"), MARKED)
def test_tasks(words, tasks):
    assert [(", ".join(one.owners), one.text) for one in read(f"{PAGE}{words}\n").actions] == tasks


@pytest.mark.parametrize(("words", "settled"), SETTLED)
def test_resolutions(words, settled):
    assert [(one.kind, one.text) for one in read(f"{PAGE}{words}\n").decisions] == settled
