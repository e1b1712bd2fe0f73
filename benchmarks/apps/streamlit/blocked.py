"""The counter, and a button whose callback blocks for two seconds."""

import time

import streamlit as st

if "clicks" not in st.session_state:
    st.session_state.clicks = st.session_state.rests = 0


def count():
    st.session_state.clicks += 1


def block():
    time.sleep(2)
    st.session_state.rests += 1


st.button("Click me", on_click=count)
st.text(f"Clicked {st.session_state.clicks} times")
st.button("Rest", on_click=block)
st.text(f"Rested {st.session_state.rests} times")
