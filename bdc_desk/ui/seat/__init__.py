"""Who sits at the desk, and the PIN that is asked when that changes."""
