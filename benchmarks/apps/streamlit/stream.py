"""A line that gains a point every 20 ms, as far as the page asks for one."""

import math

import plotly.graph_objects as go
import streamlit as st

if "xs" not in st.session_state:
    st.session_state.xs, st.session_state.ys = [0], [0.0]


@st.fragment(run_every=0.02)
def line():
    xs, ys = st.session_state.xs, st.session_state.ys
    tick = xs[-1] + 1
    xs.append(tick)
    ys.append(math.sin(tick / 20))
    del xs[:-200], ys[:-200]
    st.plotly_chart(go.Figure(go.Scatter(x=xs, y=ys, mode="lines")), key="line")


line()
