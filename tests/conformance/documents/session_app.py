"""An app that cleans up after itself, as the document says."""

import lanai as pn


def session_destroyed(session_context):
    print(f'Destroyed {session_context.id} for itself')

pn.state.on_session_destroyed(session_destroyed)

print(f'Built {pn.state.curdoc.session_context.id}')
pn.pane.Markdown('hello').servable()
