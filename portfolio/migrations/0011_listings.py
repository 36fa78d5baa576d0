"""What listed projects are found by, packed; filled from what the tables know already.

The way of packing is written out here once more: it has to stay as it was when this ran.
"""

import struct
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import partial

import django.db.models.deletion
from django.db import migrations, models

CHUNK = 2000
"""People read at a time."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
OF_PERSON = ["standing", "seeking", "workplace", "place"]
AXES = {"domain": "domain", "sub-problem": "problem"}
LONGEST = 120


def fill(apps, schema_editor):
    top = apps.get_model("portfolio", "Practitioner").objects.aggregate(top=models.Max("pk"))["top"] or 0
    numbers = {}
    for start in range(0, top + 1, CHUNK):
        _fill(partial(apps.get_model, "portfolio"), numbers, {"gte": start, "lt": start + CHUNK})


def _fill(model, numbers, people):
    shown = {"visibility": "public", "practitioner__visibility": "public", "published_at__isnull": False}
    listed = model("Project").objects.filter(**shown, **_of(people, "practitioner"))
    projects = {project.pk: project for project in listed.order_by("pk")}
    traits = {pk: {("originality", project.originality)} for pk, project in projects.items()}
    of_people = defaultdict(set)
    rows = model("Facet").objects.filter(**_of(people, "practitioner"))
    for person, kind, value in rows.values_list("practitioner", "kind", "value"):
        of_people[person].add((kind, value))
    for pk, kind, value in _values(model, _of(people, "project__practitioner")):
        own = of_people[projects[pk].practitioner_id] if pk in projects else ()
        if pk in projects and (kind != "cure" or (kind, value) in own) and 0 < len(value) <= LONGEST:
            traits[pk].add((kind, value))
    days = {}
    for pk, key, strength, proven_at in _proofs(model, _of(people, "project__practitioner"), projects):
        traits[pk].add(("skill", f"{key}/{strength}"))
        if strength > 1:
            days[pk] = max(proven_at.astimezone(UTC).date().toordinal(), days.get(pk, 0))
    for pk, project in projects.items():
        traits[pk] |= {trait for trait in of_people[project.practitioner_id] if trait[0] in OF_PERSON}
    for trait in sorted(set().union(*traits.values()) - numbers.keys()):
        numbers[trait] = model("Trait").objects.create(kind=trait[0], value=trait[1]).pk
    listing = model("Listing")
    packed = {pk: _packed(project, days.get(pk, 0), traits[pk], numbers) for pk, project in projects.items()}
    listing.objects.bulk_create(
        (
            listing(project_id=pk, practitioner_id=projects[pk].practitioner_id, packed=body)
            for pk, body in packed.items()
        ),
        batch_size=200,
    )


def _of(people, name):
    return {f"{name}__{side}": key for side, key in people.items()}


def _values(model, own):
    """Of every project: kind and value of what it says, and of what was measured in it."""
    for pk, key in model("Library").objects.filter(**own).values_list("project", "key"):
        yield pk, "library", key
    for pk, origin in model("DataSet").objects.filter(**own).values_list("project", "origin"):
        yield pk, "data", origin
    for pk, axis, value in model("AxisChoice").objects.filter(**own).values_list("project", "axis", "value"):
        if axis in AXES:
            yield pk, AXES[axis], value
    shown = model("Pointer").objects.filter(comparison__isnull=False, evidence__proof__strength__gt=1)
    rows = shown.filter(**{f"evidence__{name}": value for name, value in own.items()})
    for pk, problem, key in rows.values_list("evidence__project", "comparison__problem", "evidence__skill__key"):
        if problem:
            yield pk, "cure", f"{problem}/{key}"


def _proofs(model, own, projects):
    rows = model("Proof").objects.filter(**own).values_list("project", "skill__key", "strength", "proven_at")
    return (row for row in rows if row[0] in projects)


def _packed(project, day, traits, numbers):
    moment = (project.published_at - EPOCH) // timedelta(microseconds=1)
    own = sorted(numbers[trait] for trait in traits)
    return struct.pack(f"<qQ{1 + len(own)}I", moment, project.uuid.int >> 64, day, *own)


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0010_published_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='listing', serialize=False, to='portfolio.project')),
                ('packed', models.BinaryField(help_text='portfolio.shelf.entries.pack, by the numbers of Trait.')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='portfolio.practitioner')),
            ],
        ),
        migrations.CreateModel(
            name='Trait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=250)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'value'), name='portfolio_trait_has_one_number'), models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('value', ''), _negated=True)), name='portfolio_trait_says_something')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
