"""Those who listen to what a server does: figures, traces, and what the admin page remembers."""
