"""Room `workshop.service`: what can be done in a workshop, by whom and when. Knows the store, and no HTTP."""
