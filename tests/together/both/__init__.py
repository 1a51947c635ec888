"""Both for a minute."""
