"""Who visits: logins with passwords or at an OAuth provider, and the guard before everything that needs one."""
