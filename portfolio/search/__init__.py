"""Full text, the same on both databases: what is indexed and asked for is made here, in Python. Mostly pure.

`tokens` splits and stems, `documents` says which words of a portfolio belong into which document, `spelling` finds
words that are nearly the same, `excerpts` marks words in their sentences; `dialects` holds the few lines of SQL that
differ.
`portfolio.actions.indexing` writes documents, `portfolio.queries.texts` finds them.
"""
