"""Django's backend for PostgreSQL, with stamps. Named by the setting ENGINE; Django asks for the module `base`."""
