"""What is made of purchase orders, held against their truth: columns, lines, matches, totals."""
