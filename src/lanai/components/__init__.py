"""Components: Param objects that a browser shows. They know no session, no host, no transport."""
