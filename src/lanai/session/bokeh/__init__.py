"""One Bokeh document and its browser. All but `curdoc` import Bokeh, so they are loaded when an app uses it."""
