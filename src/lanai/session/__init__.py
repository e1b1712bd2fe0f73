"""A session: everything that is one visitor's, and nothing that is not."""
