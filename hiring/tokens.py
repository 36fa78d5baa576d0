"""Secrets in addresses: whoever has one may do what it is for. Only its hash is kept. Pure."""

import hashlib
import secrets


def new() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of it, and looked up."""
    return hashlib.sha256(token.encode()).hexdigest()
