"""Services found by what somebody needs tonight, what is free in them, and rights without one."""
