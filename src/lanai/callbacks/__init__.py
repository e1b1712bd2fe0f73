"""Callbacks: where user code runs, and when."""
