"""From a place as people write it to minutes and miles on the road; it never asks a network and never drops a place."""
