"""Some hundred visitors on a server of its own, to look at the admin page while they use it."""
