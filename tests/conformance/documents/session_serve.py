"""The same blocks before `pn.serve`, of a function and of a component that all sessions share."""

import lanai as pn


def session_created(session_context):
    print(f'Created a session running at the {session_context.request.uri} endpoint')

pn.state.on_session_created(session_created)


async def session_destroyed(session_context):
    print(f'Destroyed {session_context.id} at {session_context.request.path}')

pn.state.on_session_destroyed(session_destroyed)

apps = {'function': lambda: pn.pane.Markdown('hello'), 'shared': pn.widgets.Button(name='Shared')}
pn.serve(apps, show=False, unused_session_lifetime=2000, check_unused_sessions=200)
