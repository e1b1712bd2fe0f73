"""Tasks of the process: run at times, whoever visits. `when` says the times, `task` runs, `scheduler` keeps."""
