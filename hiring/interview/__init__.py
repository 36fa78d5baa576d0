"""The interview kit: questions for one person and one brief, each with its place and what a good answer touches. Pure.

Facts of one public portfolio go in (`facts`), a fixed set of questions comes out (`values`). The same facts give the
same questions: nothing here asks the clock, chance or a database. Source: PRODUCT.md, "Hiring", and decision 0084.
"""
