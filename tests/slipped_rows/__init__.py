"""What is shown and done if one value of one row were another."""
