"""Long workbooks of the board: asked for, made beside the requests, and taken along."""
