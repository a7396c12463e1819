"""What people see: the timeline page, the exports, the pictures, the list of changes.

Reads the engine's model alone; nothing here decides what happened or when.
"""
