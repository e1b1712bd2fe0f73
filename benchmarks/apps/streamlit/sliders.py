"""Fifty rows, each a slider and a text that follows it."""

import streamlit as st


@st.fragment
def row(number):
    left, right = st.columns(2)
    value = left.slider(f"Slider {number}", 0, 100)
    right.text(f"Slider {number} is {value}")


for number in range(50):
    row(number)
