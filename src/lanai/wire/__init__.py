"""What travels: message types and their encoding. `protocol/README.md` is the contract."""
