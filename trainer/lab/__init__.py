"""Room `lab`: proves that a scenario is fair before anybody practises on it. Bots play it, hundreds of times."""
