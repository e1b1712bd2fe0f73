"""The admin page: what goes on in a server, for whoever keeps it. It is an app of this package's own components."""
