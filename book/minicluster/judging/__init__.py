"""What clients saw, and whether a store that keeps its promises could have told it."""
