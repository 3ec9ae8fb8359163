"""Ground floor: pure functions and tables for Thai text, places, dates, tiers and organisation names."""
