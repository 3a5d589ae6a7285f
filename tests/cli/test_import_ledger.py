"""`wapentake import-ledger`: what it brings in, in the browser's words, and its exit codes."""

import pytest
from click.testing import CliRunner

from wapentake.cli import main

BAD = ("31/02/2017", "Fox", "?", "", "1.005", "", "", "")


@pytest.fixture
def run(partnership, coordinator, monkeypatch, tmp_path):
    """Runs the command over a file of these rows."""
    from tests.extracts.made import ROWS, map_ledger, write_csv

    monkeypatch.setattr("wapentake.cli.import_ledger.open_register", lambda **_: None)
    map_ledger(partnership, coordinator)

    def call(*words, rows=ROWS, slug="harrowmere", name="Council ledger", **more):
        file = tmp_path / "june.csv"
        file.write_bytes(write_csv(rows, **more))
        return CliRunner().invoke(main, ["import-ledger", str(file), "--map", name, "--partnership", slug, *words])

    return call


def count():
    from wapentake.extracts.models import ExtractLine

    return ExtractLine.objects.count()


@pytest.mark.django_db
def test_file_comes_in_once(run):
    done = run()
    assert (done.exit_code, done.output, count()) == (0, "5 rows of june.csv came in.\n", 5)
    done = run()
    assert (done.exit_code, count()) == (0, 5)
    assert "This very file is in already" in done.output
    done = run(mark=";")
    assert (done.exit_code, count()) == (0, 5)
    assert "Nothing of june.csv is new" in done.output


@pytest.mark.django_db
def test_rows_that_cannot_be_read_are_told_and_the_others_come_in(run):
    from tests.extracts.made import ROWS

    done = run("--dry-run", "--year", "2017/18", rows=(*ROWS, BAD))
    assert (done.exit_code, count()) == (1, 0)
    assert "5 rows of june.csv would come in: £2,000.99 goes out, £60.00 comes in." in done.stdout
    assert "Row 7, Date: “31/02/2017” is not a day." in done.stderr
    assert "Row 7, Amount: 1.005 has more than two decimals." in done.stderr
    done = run(rows=(*ROWS, BAD))
    assert (done.exit_code, count()) == (1, 5)
    assert "5 rows of june.csv came in; 1 row could not be read." in done.stdout
    assert "Row 7, Date" in done.stderr


@pytest.mark.django_db
def test_history_names_the_command(run):
    from wapentake.kit.models import Change

    run()
    assert set(Change.objects.filter(thing="extracts.extract").values_list("by_name", flat=True)) == {
        "The command import-ledger"
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told", "said", "code"),
    [
        ([], {"slug": "nowhere"}, "There is no partnership called nowhere", 1),
        ([], {"name": "Bank"}, "It has Council ledger.", 1),
        ([], {"head": ("Date", "Sum")}, "Row 1 has no column called “Detail”, “Supplier”", 1),
        (["--year", "2017"], {}, "Name a financial year such as 2018/19", 2),
        (["--year", "2018/19"], {}, "Nothing of june.csv is new", 1),
    ],
)
def test_what_cannot_come_in_is_told(words, told, said, code, run):
    done = run(*words, **told)
    assert (done.exit_code, count()) == (code, 0)
    assert said in done.output
