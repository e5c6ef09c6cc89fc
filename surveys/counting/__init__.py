"""From opened ballots to the one release: sums, figures, and what may be told of them."""
