"""Reading whole archives: finding files, worker processes, one writer, resuming."""
