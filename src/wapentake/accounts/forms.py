"""The library's forms of signing in and of one's password, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms


def _reword(fields: Any, words: dict[str, tuple[str, str]]) -> None:
    """Give fields their labels, and say what to enter where one is left empty."""
    for name, (label, missing) in words.items():
        if name in fields:
            fields[name].label = label
            fields[name].error_messages["required"] = missing


_NEW = {
    "password1": ("New password", "Enter a new password"),
    "password2": ("New password, once more", "Enter the new password once more"),
}


class SignInForm(forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Put our words on the fields."""
        super().__init__(*args, **more)
        address = ("Email address", "Enter your email address")
        _reword(self.fields, {"login": address, "password": ("Password", "Enter your password")})


class ChangePasswordForm(forms.ChangePasswordForm):
    """The password now, and a new one twice."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Put our words on the fields."""
        super().__init__(*args, **more)
        _reword(self.fields, {"oldpassword": ("Your password now", "Enter your password"), **_NEW})


class ResetPasswordForm(forms.ResetPasswordForm):
    """The address to which the link goes."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Put our words on the field."""
        super().__init__(*args, **more)
        _reword(self.fields, {"email": ("Email address", "Enter your email address")})


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):
    """A new password twice."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Put our words on the fields."""
        super().__init__(*args, **more)
        _reword(self.fields, _NEW)
