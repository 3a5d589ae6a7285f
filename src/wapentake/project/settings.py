"""Settings, from at most 15 environment names; `docs/settings.md` lists them."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from wapentake.project.database import read_database
from wapentake.project.mail import read_address, read_inbox, read_mail
from wapentake.project.secret import read_secret

DATA = Path(os.environ.get("WAPENTAKE_DATA", Path.cwd() / "var")).resolve()
DEBUG = os.environ.get("WAPENTAKE_DEBUG") == "1"
# Behind HTTPS: cookies only over it, and browsers told to keep to it. Off for a first look on one's own machine.
SECURE = os.environ.get("WAPENTAKE_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("WAPENTAKE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if SECURE else []
SECRET_KEY = read_secret(DATA)
ADDRESS = read_address(ALLOWED_HOSTS[0], secure=SECURE)  # without a stroke at its end

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "wapentake.kit",  # before the library of signing in, so that its pages have our look
    "allauth",
    "allauth.account",
    "wapentake.accounts",
    "wapentake.sources",
    "wapentake.contacts",
    "wapentake.letters",
    "wapentake.meetings",
    "wapentake.agendas",
    "wapentake.minutes",
    "wapentake.plans",
    "wapentake.money",
    "wapentake.extracts",
    "wapentake.returns",
    "wapentake.actions",
    "wapentake.bids",
    "wapentake.intake",
    "wapentake.chasing",
    "wapentake.reports",
    "wapentake.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wapentake.accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wapentake.kit.middleware.WholePageMiddleware",
    "wapentake.accounts.middleware.PartnershipMiddleware",
    "wapentake.kit.middleware.RefusedMiddleware",
]

ROOT_URLCONF = "wapentake.project.urls"
WSGI_APPLICATION = "wapentake.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wapentake.project.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "wapentake.kit.widgets.KitRenderer"

DATABASES = {"default": read_database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "wapentake.accounts.adapter.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "wapentake.accounts.forms.SignInForm",
    "change_password": "wapentake.accounts.forms.ChangePasswordForm",
    "reset_password": "wapentake.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "wapentake.accounts.forms.ResetPasswordKeyForm",
}
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "accounts:choose"
globals().update(read_mail())
INBOX, INBOX_ADDRESS = read_inbox()

# What goes wrong goes to standard error, with or without DEBUG.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("WAPENTAKE_TIME_ZONE", "Europe/London")
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A page may be as large as the reader reads; uploads over 2.5 MB go to a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
