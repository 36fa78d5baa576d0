"""Pages for everybody: no session and no token for an anonymous visitor, 404 for what they may not know of."""
