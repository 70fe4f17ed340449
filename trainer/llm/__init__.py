"""Room `llm`: the only room that knows litellm. Loads it late, asks with deadlines, tells faults in its own words."""
