"""What public pages show, as plain values made from records. Pure: no database, no request, no clock."""
