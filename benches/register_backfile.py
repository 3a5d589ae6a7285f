"""How long a back-file of 120 meetings takes: received, read, proposed, looked across, and accepted."""


def show_backfile() -> None:
    pass
