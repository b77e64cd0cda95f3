"""Figures kept ready: sums of money by day and month, and customers counted by where they stand. See docs/kpis.md."""
