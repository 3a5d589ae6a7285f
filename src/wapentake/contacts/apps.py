"""The room `contacts` as a Django app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """People, organisations, posts and initials."""

    name = "wapentake.contacts"
