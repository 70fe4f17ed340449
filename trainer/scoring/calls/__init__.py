"""Room `scoring`: recorded calls. A transcript in, its labels and the two parts that can be judged out."""
