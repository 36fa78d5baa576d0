"""What is in the tables, as loading needs to know it."""

from __future__ import annotations

from collections import defaultdict

from competence.formats.together import Loaded
from competence.models import Edition, Skill
from competence.queries import editions


def loaded() -> Loaded:
    """Published editions with their hashes, the current yardsticks, the processes, and who owns which skill."""
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    rows = Edition.objects.published().values_list("framework__key", "version", "content_hash")
    for key, version, content_hash in rows:
        versions[key][version] = content_hash
    return Loaded(
        editions=versions,
        current={yardstick.key: yardstick for yardstick in editions.all_current()},
        processes=editions.processes(),
        skills=dict(Skill.objects.values_list("key", "framework__key")),
    )
