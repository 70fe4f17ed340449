"""Room `hearing`: lines aimed at a machine, a judge or the secret itself. Tables of patterns, by what a line tries."""
