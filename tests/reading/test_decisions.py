"""Decisions: each form that minutes use, of what kind it is, and the sentences that only look like one."""

import pytest

from wapentake.reading import read

PAGE = (
    "Minutes of the Quay Community Council held on 16 April 2018\n\nPresent: Kay Lund (KL), Ann Bell (AB)\n\n"
    "## 1. Welcome\n\nThe Chair opened the meeting.\n\n## 2. Lamps\n\n"
)


def tell(words: str) -> list[tuple[str, str]]:
    """The kind and the words of each decision in the words under a heading."""
    return [(one.kind, one.text) for one in read(PAGE + words + "\n").decisions]


KINDS = [
    ("It was agreed that the lamps stay.", "agreed"),
    ("It was unanimously resolved to keep the lamps.", "agreed"),
    ("RESOLVED: to keep the lamps.", "agreed"),
    ("RESOLVED to keep the lamps.", "agreed"),
    ("Agreed: the lamps stay.", "agreed"),
    ("The Council approved the budget for lamps.", "agreed"),
    ("Members were content with the lamps.", "agreed"),
    ("The QCC adopted the plan for lamps.", "agreed"),
    ("The budget was approved.", "agreed"),
    ("Cllr Marsh was duly elected Chair.", "agreed"),
    ("The Council also unanimously supported the plan.", "agreed"),
    ("All were in favour.", "agreed"),
    ("Permission was granted for the fair.", "agreed"),
    ("The application was supported.", "agreed"),
    ("Budget for lamps agreed.", "agreed"),
    ("The Council agreed to recommend the lamps to the county", "agreed"),
    ("The Council approved the following further lamps:", "agreed"),
    ("It was decided to count the lamps", "agreed"),
    ("The undernoted lamp applications were supported:", "agreed"),
    ("Two Lamp Applications were noted and supported:", "agreed"),
    ("The Council approves the sale of two lamps.", "agreed"),
    ("Adoption of the Lamp Code was proposed by KL and seconded by AB.", "agreed"),
    ("The sale of lamps was proposed by Cllr Marsh, seconded by KL.", "agreed"),
    ("The Council noted and approved a plan for the lamps.", "agreed"),
    ("The Council discussed and adopted the lamp code.", "agreed"),
    ("The Council recommends the lamp code to the county.", "agreed"),
    ("Subject to a grant, the Council recommends the lamps for the quay.", "agreed-in-principle"),
    ("The Council agreed that the website will hold all earlier minutes.", "agreed"),
    ("The Council agreed that the draft minutes were a true record.", "confirmed"),
    ("The Council noted the lamp register", "noted"),
    ("The actions and minutes from the last meeting were approved", "confirmed"),
    ("The Council agreed that the minutes should be signed as a true record.", "confirmed"),
    ("It was agreed to publish the signed minutes on the board.", "agreed"),
    ("- Lamps for the pier (deferred)", "deferred"),
    ("There was general agreement that the lamps should stay.", "agreed"),
    ("Cllr Marsh proposed a payment of £76.90 for lamps, seconded by KL, six were in favour.", "agreed"),
    ("The lamp code was generally agreed to be sound.", "agreed"),
    ("Subject to the above the lamp code was agreed by all members.", "agreed"),
    ("The reply attached to these minutes was agreed.", "agreed"),
    ("48/19 The minutes of 8 May were accepted as a true record.", "confirmed"),
    ("It was also concluded that lamps should only be bought in May.", "agreed"),
    ("The bills were presented and accepted for payment.", "agreed"),
    ("The Council discussed the lamps, but agreed that they should stay.", "agreed"),
    ("It was decided to wait until the quay changed hands.", "deferred"),
    ("The Council agreed to leave the lamps to a later date.", "deferred"),
    ("It was agreed in principle to buy the lamps.", "agreed-in-principle"),
    ("It was agreed to buy the lamps subject to a grant.", "agreed-in-principle"),
    ("RESOLVED: to buy lamps once funding is found.", "agreed-in-principle"),
    ("The minutes of the last meeting were agreed as a true record.", "confirmed"),
    ("The Council confirmed the minutes of 19 March 2018.", "confirmed"),
    ("RESOLVED: That the minutes be approved.", "confirmed"),
    ("The item was deferred to the next meeting.", "deferred"),
    ("It was agreed to postpone the fair.", "deferred"),
    ("These two items were carried forward for want of time", "deferred"),
    ("This item was carried forward to the May meeting.", "deferred"),
    ("Lamps were put off.", "deferred"),
    ("Left until the spring.", "deferred"),
    ("The request for lamps was refused.", "rejected"),
    ("It was agreed not to support the bid.", "rejected"),
    ("The motion was put and lost.", "rejected"),
    ("The Council rejected the bid.", "rejected"),
    ("The Council noted the report.", "noted"),
    ("The report was noted.", "noted"),
    ("RESOLVED: to note the report.", "noted"),
    ("NOTED: the report on lamps.", "noted"),
    ("Ann Bell was reappointed as keeper of the lamps.", "agreed"),
    ("The terms of reference were signed off.", "agreed"),
    ("The Council signed off the lamp code.", "agreed"),
    ("The Council was happy to support the bid for lamps.", "agreed"),
    ("All Council members agreed to adopt the lamp code.", "agreed"),
    ("The members of the Quay Community Council agreed unanimously to adopt the lamp code.", "agreed"),
    ("Accepted as a case for the lamp group, with the Harbour Trust as the lead.", "agreed"),
    ("Talk of the lamps was held over until the tenants have been asked.", "deferred"),
    ("The second lamp was parked until the survey is in.", "deferred"),
    ("Talk of the lamps was continued to the July meeting.", "deferred"),
    ("It was agreed that the lamps would be considered at the next meeting.", "deferred"),
    ("The Council does not support a third lamp at this time.", "rejected"),
    ("A proposal to move the lamps was not carried.", "rejected"),
]
TRAPS = [
    "The keepers recommended that the lamp code be adopted as it stands.",
    "Members confirmed that all had seen the minutes of 8 May.",
    "The plan for lamps was approved by the Minister of the Quay Office.",
    "The lamps are out.",
    "KL noted the report.",
    "Lincoln City Council approved a budget for lamps.",
    "The plan had been agreed in March.",
    "The budget will be approved in June.",
    "To approve the budget.",
    "The minutes would be approved later.",
    "The minute taker agreed with this.",
    "The residents were asked whether the fair should be deferred.",
    "Payment was deferred if late.",
    "KL approved of the lamps.",
    "KL told of the good of this lamp being adopted.",
    "The balance for lamps was carried forward.",
    "The firm would have to say in public why the bid was rejected.",
    "KL asked whether the plan was rejected.",
    "The Council considered and KL approved the plan.",
    "The lamps were well carried out.",
    "The plan for lamps was approved by the Harbour Trust.",
    "KL said that she was asked when she was appointed.",
    "The Quay Trust advised that until a plan was agreed, lamps should stay.",
    "Leave for a mast had been refused by the county.",
    "The county asked if the Council were happy with three lamps.",
    "KL asked whether the Council agreed.",
    "An amendment was proposed by KL and seconded by AB.",
    "It was moved by KL and seconded by AB that permission be granted.",
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_sentence_tells_a_decision(words, kind):
    assert [one for one, _ in tell(words)] == [kind]


@pytest.mark.parametrize("words", TRAPS)
def test_sentence_tells_no_decision(words):
    assert tell(words) == []


TAKEN = "The Council resolved by a first open vote to take the proposed resolutions 2 to 8 at once."
ADOPTED = "The Council resolved by a second vote to adopt the proposed resolutions 2 to 8."
WHOLE = [
    (
        "RESOLVED that:\n\n(a) the lamps stay\n\n(b) the report be noted",
        [("agreed", "the lamps stay"), ("noted", "the report be noted")],
    ),
    (
        "The Council agreed that:\n\n- the lamps stay\n- the rail goes",
        [("agreed", "the lamps stay"), ("agreed", "the rail goes")],
    ),
    (
        "The Council agreed:\n\n1. The plan for the lamps\n2. To meet again in July",
        [("agreed", "The plan for the lamps"), ("agreed", "To meet again in July")],
    ),
    (
        "The Council approved the following:\n\n- the lamps of the quay",
        [("agreed", "the lamps of the quay")],
    ),
    (
        "The following lamps were approved:\n\n- the lamps of the quay",
        [("agreed", "The following lamps were approved:")],
    ),
    (  # what a list says below one of its resolutions is part of that one
        "The Council agreed:\n\n- The plan for the lamps\n  - a note on their age\n- To meet again in July",
        [("agreed", "The plan for the lamps"), ("agreed", "To meet again in July")],
    ),
    (
        "The Council agreed:\n\n- That:\n  - the lamps stay\n  - the rail goes",
        [("agreed", "the lamps stay"), ("agreed", "the rail goes")],
    ),
    # a paragraph below a heading of decisions; who settles it there may be the chair
    (
        "### Decision:\n\nThe Chair agreed and adopted the plan for the lamps.",
        [("agreed", "The Chair agreed and adopted the plan for the lamps.")],
    ),
    ("### Decision\n\nThat the lamps stay.", [("agreed", "That the lamps stay.")]),
    ("### Decision\n\nKL to count the lamps.", []),
    # a verdict goes with what it is on
    (
        "Lamps at 6 Quay Lane, rear wall. RESOLVED to raise no objection.",
        [("agreed", "Lamps at 6 Quay Lane, rear wall. RESOLVED to raise no objection.")],
    ),
    (
        "Quay Tenants, £120 for lamps. Refused.",
        [("rejected", "Quay Tenants, £120 for lamps. Refused.")],
    ),
    # two tasks in one sentence are no decision
    (
        "It was agreed that KL would get three quotes for lamps and that the Clerk would ask the county for a post.",
        [],
    ),
    (  # money that is given is settled, whoever is to send it
        "It was agreed to make a donation of £50 to the lamp fund.\n\n|| KL",
        [("agreed", "It was agreed to make a donation of £50 to the lamp fund.")],
    ),
    ("RESOLVED that:\n\n1. that KL circulate the list of lamps to all by 2 May 2018; and", []),
    ("NOTED:\n\n- the report on lamps", [("noted", "the report on lamps")]),
    ("The lamps stay. This was agreed.", [("agreed", "The lamps stay. This was agreed.")]),
    (
        "Since the sea was calm, the Council approved the plan for the lamps.",
        [("agreed", "the Council approved the plan for the lamps.")],
    ),
    ("After some talk it was agreed that the lamps stay.", [("agreed", "it was agreed that the lamps stay.")]),
    (
        "It was agreed that the lamps stay. It was agreed that the lamps stay.",
        [("agreed", "It was agreed that the lamps stay.")],
    ),
    ("It was agreed that KL would count all the lamps on the quay before the fair.", []),
    (
        "The following decisions were taken on lamps.\n\n- Lamps for the pier, £60\n- Lamps for the quay, £80",
        [("agreed", "Lamps for the pier, £60"), ("agreed", "Lamps for the quay, £80")],
    ),
    (
        "KL may ask for a gift. It was agreed £50 could be given.",
        [("agreed", "It was agreed £50 could be given.")],
    ),
    (  # what a list at the end says again is told once
        "{0}\n\n## 3. End\n\n**Decisions**\n\n- {0}".format("It was agreed that all lamps of the quay stay."),
        [("agreed", "It was agreed that all lamps of the quay stay.")],
    ),
    (
        "## 3. Minutes of 8 May agreed as a correct record.",
        [("confirmed", "3. Minutes of 8 May agreed as a correct record.")],
    ),
    ("## 3. The following payments were agreed:", [("agreed", "3. The following payments were agreed:")]),
    (
        "The minutes of 8 May were approved. The Chair signed the minutes.",
        [("confirmed", "The minutes of 8 May were approved.")],
    ),
    (  # two resolutions in the same words, but for what they resolve
        f"{TAKEN}\n\n{ADOPTED}",
        [("agreed", TAKEN), ("agreed", ADOPTED)],
    ),
    ("### Actions\n\n- KL: Update the page with the approved minutes.", []),
    ("| Lamps | It was agreed that the lamps stay. |", [("agreed", "It was agreed that the lamps stay.")]),
]


@pytest.mark.parametrize(("words", "wanted"), WHOLE)
def test_decisions_of_a_text(words, wanted):
    assert tell(words) == wanted


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("It was agreed to buy the lamps subject to a grant.", "a grant"),
        ("It was agreed to buy the lamps provided that KL pays.", "KL pays"),
        ("It was agreed to buy the lamps once funding is found.", "once funding is found"),
        ("It was agreed to buy the lamps.", None),
    ],
)
def test_condition_of_a_decision(words, condition):
    assert [one.condition for one in read(PAGE + words + "\n").decisions] == [condition]


def test_another_body_of_another_kind_decides_nothing_here():
    page = (
        "Minutes of the Quay Lamp Board held on 16 April 2018\n\n## 1. Lamps\n\nThe Board heard from KL. The Board "
        "thanked her. The lamp panel endorsed the plan, and the panel recommended red lamps. "
        "The Board approved the plan.\n\n## 2. Close\n\nThe meeting ended.\n"
    )
    assert [one.text for one in read(page).decisions] == ["The Board approved the plan."]
