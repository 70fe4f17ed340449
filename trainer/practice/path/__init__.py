"""Room `practice`, path: twelve steps from "what is a customer interview" to a first real call."""
