"""`pn.state` and `pn.config`: objects that hold no data and always mean the current session.

They live in a room of their own because a module `lanai.state` would take the name from the object `pn.state`.
"""
