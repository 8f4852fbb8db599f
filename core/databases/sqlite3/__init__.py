"""Django's backend for SQLite, with stamps. Named by the setting ENGINE; Django asks for the module `base`."""
