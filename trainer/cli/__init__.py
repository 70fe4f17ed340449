"""Room `cli`: the command line. One module per group of commands; decides nothing about calls and scores."""
