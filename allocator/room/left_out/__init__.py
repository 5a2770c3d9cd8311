"""At least how many must stay without a worker this week, whatever is done: bounds that hold; nobody is given away."""
