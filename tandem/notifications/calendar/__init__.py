"""Calendar: a private address per person, with what is due and what is looked at again."""
