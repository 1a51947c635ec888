"""How does somebody find their way: what they look for, and what a page is for?"""
