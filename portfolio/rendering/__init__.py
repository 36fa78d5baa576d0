"""What was dropped in, as HTML of the house: made once, at upload, in a process of its own, and stored cell by cell.

Stands beside the layers: it uses `core.markdown` and `portfolio.inspection`, and no models. See
docs/decisions/0061-notebooks.md.
"""
