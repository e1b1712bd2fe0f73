import time
import lanai as pn

from bokeh.plotting import figure

def app():
    global p
    p = figure()
    p.line([1, 2, 3], [1, 2, 3])
    return p

server = pn.serve(app, threaded=True)

while 'p' not in globals():
    time.sleep(0.1)
time.sleep(2)

pn.state.execute(lambda: p.y_range.update(start=0, end=4))

server.join()
