"""Postings and commitments name a tactical action, funds have their original budget; the guards keep the new column too."""

from importlib import import_module

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

guards = import_module("wapentake.money.migrations.0002_guards")
drop_guards = guards.drop_guards
LINE = (*guards.LINE, "tactical_action_id")


def make_guards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards up, with the tactical action among what stays of a posting; those that stand are put up anew."""
    guards.make_guards(apps, schema_editor, LINE)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_absence'),
        ('money', '0002_guards'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(drop_guards, guards.make_guards),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pence', models.BigIntegerField()),
                ('decided', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='posting',
            name='posting_sums',
        ),
        migrations.AddField(
            model_name='commitment',
            name='tactical_action',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.tacticalaction'),
        ),
        migrations.AddField(
            model_name='posting',
            name='tactical_action',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.tacticalaction'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['fund', 'heading', 'tactical_action', 'counts_on', 'pence'], name='posting_sums'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.decision'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='fund',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_lines', to='money.fund'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='tactical_action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.tacticalaction'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('fund', 'tactical_action'), name='budget_line_once'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='budget_line_above_zero'),
        ),
        migrations.RunPython(make_guards, drop_guards),
    ]
