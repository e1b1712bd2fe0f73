"""The host for the web: pages over HTTP and sessions over WebSockets, as an ASGI application and a server."""
