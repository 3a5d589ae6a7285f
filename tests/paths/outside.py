"""The pages that everybody may open: signing in, and what is public."""

from __future__ import annotations

from tests.paths.place import Place, press

OUTSIDE = {
    "sign-in": Place("/account/sign-in/", who=""),
    "sign-in-wrong": Place("/account/sign-in/", (press("^Sign in$"),), who=""),
    "sign-up-closed": Place("/account/sign-up/", who=""),
    "password-reset": Place("/account/password/reset/", who=""),
    "password-reset-wrong": Place("/account/password/reset/", (press("Send me"),), who=""),
    "password-reset-done": Place("/account/password/reset/done/", who=""),
    "password-link-old": Place("/account/password/reset/key/1-old/", who=""),
    "password-changed": Place("/account/password/reset/key/done/", who=""),
    "account-closed": Place("/account/inactive/", who=""),
    "sign-out": Place("/account/sign-out/"),
    "password": Place("/account/password/"),
    "password-wrong": Place("/account/password/", (press("Change password"),)),
    "choose": Place("/", who="both"),
    "not-found": Place("/harrowmere/nowhere/"),
}
PUBLIC = {
    "public-home": Place("/public/harrowmere/", who=""),
    "public-body": Place("/public/harrowmere/bodies/{public_body}/", who=""),
    "public-agenda": Place("/public/harrowmere/meetings/{public_agenda}/", who=""),
    "public-minutes": Place("/public/harrowmere/meetings/{public_minutes}/", who=""),
    "public-draft": Place("/public/harrowmere/meetings/{public_draft}/", who=""),
    "public-bare": Place("/public/harrowmere/meetings/{public_bare}/", who=""),
    "public-not-found": Place("/public/harrowmere/meetings/999999/", who=""),
}
