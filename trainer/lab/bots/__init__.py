"""Room `lab`: learners made of code. They hear what the customer says and nothing else, and know no scenario."""
