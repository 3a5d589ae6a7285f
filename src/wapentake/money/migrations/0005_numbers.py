"""A number of its own for each commitment, within the year in which it was made."""

from typing import Any

from django.db import migrations, models

MANY = 500


def number(apps: Any, schema_editor: Any) -> None:
    """Number what is there, in the order in which it was agreed, within the year of its fund."""
    Commitment = apps.get_model("money", "Commitment")
    last: dict[tuple[int, int], int] = {}
    rows = list(Commitment.objects.select_related("fund__journal").order_by("agreed_on", "pk"))
    for one in rows:
        year = one.fund.journal.start
        last[one.partnership_id, year] = one.number = last.get((one.partnership_id, year), 0) + 1
        one.ref = f"C{year}-{one.number:03}"
    Commitment.objects.bulk_update(rows, ["number", "ref"], batch_size=MANY)


class Migration(migrations.Migration):
    """Columns, then what stands in them."""

    dependencies = [("money", "0004_outlooks")]

    operations = [
        migrations.AddField("commitment", "number", models.PositiveIntegerField(default=0)),
        migrations.AddField("commitment", "ref", models.CharField(blank=True, max_length=20, default=""), preserve_default=False),
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
