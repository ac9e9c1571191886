"""One file a task: what is given, the rules, right repairs, and tricks."""
