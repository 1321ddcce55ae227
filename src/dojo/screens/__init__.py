"""The interactive screens and their widgets; Textual is imported here and nowhere else."""
