"""What was computed once and is kept: keys, stores in memory and on disk, one computation for all who ask."""
