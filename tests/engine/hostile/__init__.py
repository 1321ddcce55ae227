"""The hostile collection: attempts that try to spoil something, and the verdict that each must get."""
