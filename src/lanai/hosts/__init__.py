"""Hosts: what carries sessions to browsers. A host is a transport, a loop, and whether it has threads."""
