"""The oracle: it works tiny cases out completely, with sums of its own and none of the product's."""
