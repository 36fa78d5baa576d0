"""A large made-up world, for measuring: people as a site might have them, written in bulk.

`drawing` decides, by a seed, who shows what (pure); `people` makes rows of it; `derived` makes what follows from them,
with the very functions that `portfolio.actions.portfolios.refresh` uses; `bulk` writes rows by the ten thousand;
`world` puts it together, in several processes.
"""
