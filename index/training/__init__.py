"""How does the embedding model that ships with the project come about? From words alone: the
budget vocabulary, invented departments and projects, and the ways in which people ask."""
