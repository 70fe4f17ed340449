"""Room `practice`: progress one can believe: what scored sessions show of a learner's skills, and what they do not."""
