"""Which database backends does the platform use? Django's two, which also stamp the tables that are written."""
