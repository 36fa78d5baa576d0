from hiring.models.briefs import Brief, Need
from hiring.models.conversations import Block, Conversation, Message
from hiring.models.searches import SavedSearch
from hiring.models.shortlists import Entry, EntryChange, Note, Shortlist
from hiring.models.snapshots import Snapshot
from hiring.models.teams import Invitation, Membership, Team

__all__ = [
    "Block",
    "Brief",
    "Conversation",
    "Entry",
    "EntryChange",
    "Invitation",
    "Membership",
    "Message",
    "Need",
    "Note",
    "SavedSearch",
    "Shortlist",
    "Snapshot",
    "Team",
]
