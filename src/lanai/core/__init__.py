"""What every room stands on: context, clock, sinks, references. Standard library and Param only."""
