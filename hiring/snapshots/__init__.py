"""Application snapshots: which evidence speaks for which point of a brief, what was chosen, and how it is kept. Pure.

`choosing` offers and freezes; `values` is what is frozen, to and from plain values that JSON can hold. Decision 0087.
"""
