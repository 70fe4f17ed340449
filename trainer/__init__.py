"""The interview trainer: practise customer interviews against simulated customers with a hidden reason."""
