"""History: the revisions of a module, and how an earlier one comes back."""
