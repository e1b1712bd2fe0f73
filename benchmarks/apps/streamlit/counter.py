"""A button and a text that counts its clicks."""

import streamlit as st

if "clicks" not in st.session_state:
    st.session_state.clicks = 0


def count():
    st.session_state.clicks += 1


st.button("Click me", on_click=count)
st.text(f"Clicked {st.session_state.clicks} times")
