"""Addresses of a person's own account. Signing in and up, passwords and second factors are allauth's."""

from django.urls import path

from accounts.views import emails, sessions, settings

app_name = "accounts"

urlpatterns = [
    path("", settings.show, name="settings-show"),
    path("edit/", settings.edit, name="settings-edit"),
    path("sessions/end/", sessions.end, name="sessions-end"),
    path("email/undo/<str:token>/", emails.undo, name="emails-undo"),
]
