"""What the tables of cases share: the words that are found of one kind."""

from wapentake.leaks import find_leaks


def told(text: str, kind: str, **options: object) -> list[str]:
    """The words of each leak of a kind in a text, on one line."""
    return [" ".join(text[slice(*one.span)].split()) for one in find_leaks(text, **options) if one.kind == kind]
