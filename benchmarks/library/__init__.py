"""The public library of instances: what is known of each, and which bytes it is known of; it solves nothing."""
