"""Other ways to answer the same questions (对照系统), each built and asked as ours is."""
