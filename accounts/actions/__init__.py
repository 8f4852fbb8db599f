"""Who changes people and companies? Only the functions of this package, one verb each."""
