"""The counter, and beside it what one visitor does to the others: `?way=` says how. Blocks last two seconds."""

import time

import streamlit as st

BLOCK = 2.0  # s


class WordlessError(Exception):
    """One that cannot be put into words."""

    def __str__(self):
        raise ValueError("no words")


def block(*given):
    time.sleep(BLOCK)
    return "rested"


def bound():
    if st.text_input("Text"):
        block()


def periodic():
    st.fragment(block, run_every=0.2)()


def raising(error):
    def click():
        raise error()

    return lambda: st.button("Go", on_click=click)


WAYS = {
    "click": lambda: st.button("Go", on_click=block),
    "watcher": lambda: st.text_input("Text", key="text", on_change=block),
    "bound": bound,
    "onload": block,
    "periodic": periodic,
    "download": lambda: st.download_button("Go", data=block, file_name="file.txt", on_click="ignore"),
    "text": lambda: st.text_input("Text"),
    "StopIteration": raising(StopIteration),
    "SystemExit": raising(SystemExit),
    "wordless": raising(WordlessError),
}

if "clicks" not in st.session_state:
    st.session_state.clicks = 0


def count():
    st.session_state.clicks += 1


st.button("Click me", on_click=count)
st.text(f"Clicked {st.session_state.clicks} times")
WAYS.get(st.query_params.get("way", "none"), lambda: st.text("No way"))()
