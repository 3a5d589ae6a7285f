"""What is still expected of each part of a fund; what a person said of a sum in the minutes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('money', '0003_tactical_actions'),
        ('plans', '0001_initial'),
        ('sources', '0002_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reconciled',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reconciled', to='money.entry')),
                ('passage', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reconciled', to='sources.passage')),
            ],
        ),
        migrations.CreateModel(
            name='Outlook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pence', models.BigIntegerField(null=True)),
                ('note', models.TextField(blank=True)),
                ('on', models.DateField()),
                ('by_name', models.CharField(max_length=200)),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outlooks', to='money.fund')),
                ('tactical_action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.tacticalaction')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fund', 'tactical_action'), name='outlook_once'), models.UniqueConstraint(condition=models.Q(('tactical_action', None)), fields=('fund',), name='outlook_of_none_once')],
            },
        ),
    ]
