"""A trainer's drafts as files, where the folder of courses cannot be written."""
