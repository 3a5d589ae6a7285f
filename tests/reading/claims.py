"""What the reader claims of small pages, for tables of (text, codes that must be, codes that must not be)."""

from wapentake.reading import read
from wapentake.reading.record import Finding, Record

HEAD = """Minutes of the Tidemouth Community Safety Partnership held on Monday 14 May 2018 at 2.00 pm in the Town Hall

Present: Ann Low (chair), Dev Patel (Tidemouth Borough Council), Rosa Quinn (County Council)

## 1. Minutes

The minutes of the meeting held on 12 March 2018 were agreed as a correct record. All actions had been completed.

## 2. Business

"""


def read_item(words: str) -> Record:
    """Read minutes whose second item says these words."""
    return read(f"{HEAD}{words}\n")


def claims(words: str, code: str) -> list[Finding]:
    """The findings of one code on minutes whose second item says these words."""
    return [found for found in read_item(words).findings if found.code == code]


def quoted(words: str, code: str) -> list[str]:
    """The words that the findings of one code point at."""
    record = read_item(words)
    spans = [span for found in record.findings if found.code == code for span in found.spans]
    return [" ".join(record.text[start:end].split()) for start, end in spans]
