"""What everybody may read without signing in."""

from tests.paths.place import Place

PUBLIC = {
    "public-home": Place("/public/harrowmere/", who=""),
    "public-body": Place("/public/harrowmere/bodies/{public_body}/", who=""),
    "public-agenda": Place("/public/harrowmere/meetings/{public_agenda}/", who=""),
    "public-minutes": Place("/public/harrowmere/meetings/{public_minutes}/", who=""),
    "public-draft": Place("/public/harrowmere/meetings/{public_draft}/", who=""),
    "public-bare": Place("/public/harrowmere/meetings/{public_bare}/", who=""),
    "public-not-found": Place("/public/harrowmere/meetings/999999/", who=""),
}
