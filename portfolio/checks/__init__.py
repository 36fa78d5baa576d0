"""The checks that a visitor may see: what of a project can be held against its own files, and what came of it. Pure.

Every check says what it found, with its reason and the place; one that cannot be made says why. None is a judgement of
the person, and none accuses anybody.
"""
