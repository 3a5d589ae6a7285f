"""Mails as mail programs and mail servers write them, made up for the tests."""

from email.message import EmailMessage


def answer(letter, text="Done, thank you.\n", **told):
    """The answer of the person to whom a letter went; `told` are other headers, such as `From_`."""
    mail = EmailMessage()
    mail["From"] = f"Jo Bloggs <{letter.to}>"
    mail["To"] = "wapentake@harrowmere.example"
    mail["Subject"] = f"Re: {letter.subject}"
    mail["Message-ID"] = f"<answer-{letter.pk}@mail.harrowmere.example>"
    mail["In-Reply-To"] = letter.message_id
    mail["References"] = f"<before@x.example> {letter.message_id}"
    for name, value in told.items():
        header = name.strip("_").replace("_", "-")
        del mail[header]
        if value is not None:
            mail[header] = value
    mail.set_content(text)
    return mail.as_bytes()


def quoted(letter, text):
    """An answer above the letter that it answers."""
    below = "\n".join(f"> {line}" for line in letter.text.splitlines())
    return answer(letter, f"{text}\n\nOn Tue, 12 Mar 2024 at 09:00, Wapentake <w@harrowmere.example> wrote:\n{below}\n")


def returned(letter, *, status="5.1.1", action="failed", reason="smtp; 550 5.1.1 <jo@harrowmere.example>: unknown"):
    """A report of a mail server that a letter could not be delivered."""
    return f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.harrowmere.example>
To: wapentake@harrowmere.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-{letter.pk}-{action}@mail.harrowmere.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.harrowmere.example

Final-Recipient: rfc822; {letter.to}
Action: {action}
Status: {status}
Diagnostic-Code: {reason}

--b
Content-Type: text/rfc822-headers

From: wapentake@harrowmere.example
To: {letter.to}
Message-ID: {letter.message_id}
Subject: {letter.subject}

--b--
""".encode()
