"""What stood as done was settled, so it is closed; the first owner of each action leads it."""

from typing import Any

from django.db import migrations
from django.db.models import F

MANY = 2000


def close_done(apps: Any, schema_editor: Any) -> None:
    """Close what was done: at its own meeting where the page itself said so, and else outside of one."""
    Action = apps.get_model("actions", "Action")
    changed = []
    for action in Action.objects.filter(state="done").select_related("passage").iterator(chunk_size=MANY):
        action.state, action.closed_on = "closed", action.done_on
        if action.passage.data.get("done"):
            action.closed_at_id, action.ended_by_id = action.meeting_id, action.passage_id
        changed.append(action)
    Action.objects.bulk_update(changed, ["state", "closed_on", "closed_at", "ended_by"], batch_size=MANY)


def settle_leads(apps: Any, schema_editor: Any) -> None:
    """Write the first owner of each action, and the body that they last stood for, as its lead."""
    Action, Owner = apps.get_model("actions", "Action"), apps.get_model("actions", "Owner")
    Post = apps.get_model("contacts", "Post")
    bodies = {}
    posts = Post.objects.select_related("person").order_by(F("until").asc(nulls_first=True), "pk")
    for post in posts.iterator(chunk_size=MANY):
        bodies[post.person.joined_to_id or post.person_id] = post.organisation_id
    firsts = {}
    owners = Owner.objects.select_related("person").order_by("action", "-position", "-pk")
    for owner in owners.iterator(chunk_size=MANY):
        lead = (owner.person.joined_to_id or owner.person_id) if owner.person_id else None
        firsts[owner.action_id] = lead, bodies.get(lead) if lead else owner.organisation_id
    rows = (
        Action(pk=action, lead_id=lead, lead_body_id=body) for action, (lead, body) in firsts.items() if lead or body
    )
    Action.objects.bulk_update(list(rows), ["lead", "lead_body"], batch_size=MANY)


class Migration(migrations.Migration):
    """Rows of before."""

    dependencies = [("actions", "0002_leads_and_states")]

    operations = [
        migrations.RunPython(close_done, migrations.RunPython.noop),
        migrations.RunPython(settle_leads, migrations.RunPython.noop),
    ]
