"""Speed, measured from outside where a learner would feel it. `make bench` runs `python -m benchmarks.run`."""
