"""Drafts without a database: a document in parts, edits of these parts, and the way back.

`items` takes a document apart and puts it together, `sheets` are what edits look at, `edits` and its neighbours say
what changes, `patches` carry it out either way.
"""
