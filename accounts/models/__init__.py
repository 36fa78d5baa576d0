from accounts.models.email_changes import EmailChange
from accounts.models.users import User

__all__ = ["EmailChange", "User"]
