"""What is kept of somebody, why, who reads it and for how long; taking it along, and erasing it."""
