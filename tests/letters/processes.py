"""What a process of its own is given, so that it works with the database of the test."""

import os

from django.conf import settings
from django.db import connection


def environment(**more) -> dict[str, str]:
    """The environment of a process: the database and the data folder of this test, and what else is said."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        database = f"sqlite:///{told['NAME']}"
    else:
        database = f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    return os.environ | {"DATABASE_URL": database, "WAPENTAKE_DATA": str(settings.DATA), **more}
