"""What a checklist is, as values: an edition of a framework and what one person did to it. Pure, without a database.

`values` are the things, `progress` counts, `merging` holds a checklist against a newer edition, `patches` is undo.
Source: docs/decisions/0072-checklists.md.
"""
