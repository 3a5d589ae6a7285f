"""The settings stay small and told of, fit for use behind HTTPS, and the migrations say what the models say."""

import os
import re
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.where import ROOT, list_files

SETTINGS = ROOT / "src/wapentake/project/settings.py"
NAMED = re.compile(r"""environ(?:\.get\(|\[)\s*["'](\w+)["']""")


def find_names() -> set[str]:
    """The names of the environment that the product reads; dj_database_url reads one of its own accord."""
    text = "".join(path.read_text(encoding="utf-8") for path in list_files("src/wapentake/*.py"))
    return {*NAMED.findall(text), "DATABASE_URL"}


def test_settings_are_small():
    assert len(SETTINGS.read_text(encoding="utf-8").splitlines()) <= 150
    assert len(find_names()) <= 15


def test_each_name_of_the_environment_is_told_of():
    told = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", told, re.MULTILINE)) == find_names()


def run_check(tmp_path, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL") if name in os.environ}
    kept |= {"DJANGO_SETTINGS_MODULE": "wapentake.project.settings", "WAPENTAKE_DATA": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-m", "django", "check", "--fail-level", "WARNING"]
    command += ["--deploy"] if environment else []
    return subprocess.run(command, env=kept | environment, cwd=tmp_path, capture_output=True, text=True)


def test_check_finds_nothing(tmp_path):
    done = run_check(tmp_path)
    assert done.returncode == 0, done.stderr


def test_check_for_deployment_finds_nothing(tmp_path):
    done = run_check(tmp_path, WAPENTAKE_HTTPS="1", WAPENTAKE_HOSTS="wapentake.example")
    assert done.returncode == 0, done.stderr


def test_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    run_check(tmp_path)
    kept = tmp_path / "secret-key"
    first = kept.read_text(encoding="ascii")
    run_check(tmp_path)
    assert kept.read_text(encoding="ascii") == first
    assert kept.stat().st_mode & 0o077 == 0
    assert list(tmp_path.glob(".secret-key*")) == []


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
