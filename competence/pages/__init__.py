"""What large pages show, as frozen values."""
