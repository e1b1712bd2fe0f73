"""The blocks of "Run Tasks at Session Start or End", as the script given to --setup."""

import lanai as pn
from bokeh.server.contexts import BokehSessionContext


def session_created(session_context: BokehSessionContext):
    print(f'Created a session running at the {session_context.request.uri} endpoint')

pn.state.on_session_created(session_created)


def session_destroyed(session_context):
    print(f'Destroyed {session_context.id} for all')

pn.state.on_session_destroyed(session_destroyed)
