"""CASE packages for tests and benchmarks, made here."""

from itertools import pairwise
from uuid import UUID, uuid5

SPACE = UUID("00000000-0000-4000-8000-000000000000")
HOST = "https://standards.example/ims/case/v1p0"
AT = "2020-05-01T10:00:00+00:00"


def uid(name):
    return str(uuid5(SPACE, name))


def link(name, title="", kind="CFItems"):
    return {"title": title or name, "identifier": uid(name), "uri": f"{HOST}/{kind}/{uid(name)}"}


def item(name, **more):
    fields = {"identifier": uid(name), "uri": f"{HOST}/CFItems/{uid(name)}", "lastChangeDateTime": AT}
    return {**fields, "fullStatement": f"Can do {name}.", **more}


def association(origin, destination, kind="isChildOf", number=None, **more):
    name = f"{kind} {origin} {destination}"
    place = {} if number is None else {"sequenceNumber": number}
    return {
        "identifier": uid(name),
        "uri": f"{HOST}/CFAssociations/{uid(name)}",
        "associationType": kind,
        "originNodeURI": link(origin),
        "destinationNodeURI": link(destination),
        "lastChangeDateTime": AT,
        **place,
        **more,
    }


def document(name="doc", **more):
    fields = {"identifier": uid(name), "uri": f"{HOST}/CFDocuments/{uid(name)}", "lastChangeDateTime": AT}
    return {**fields, "creator": "Example Board", "title": "Example Standards", **more}


def package(items, associations, **more):
    return {"CFDocument": document(), "CFItems": items, "CFAssociations": associations, **more}


def tree(**parents):
    """A package whose items are the names, below the names that they have as values (doc: at the top), in order."""
    numbers = {}
    associations = []
    for name, parent in parents.items():
        numbers[parent] = numbers.get(parent, 0) + 1
        associations.append(association(name, parent, number=numbers[parent]))
    return package([item(name) for name in parents], associations)


def deep(count, depth, doc="doc"):
    """A package of `count` items in chains of `depth`, with cross references, types, subjects and notes."""
    items, associations = [], []
    for start in range(0, count, depth):
        names = [f"{doc} {n}" for n in range(start, min(start + depth, count))]
        items += [
            item(
                name,
                humanCodingScheme=f"EX.{n}",
                educationLevel=["09", "10"],
                notes="A note about where this comes from, of the length that notes have in the wild.",
                fullStatement=f"Explain and apply idea {name} to problems that were not seen before. " * 3,
            )
            for n, name in enumerate(names)
        ]
        associations.append(association(names[0], doc, number=start + 1))
        associations += [association(below, above, number=1) for above, below in pairwise(names)]
        associations.append(association(names[-1], names[0], "isRelatedTo"))
    return {**package(items, associations), "CFDocument": document(doc)}
