package io.graphrecall.world;

/** What is the same for all users: the rules of the world, its words, contents and items. */
record Platform(WorldParameters parameters, WorldVocabulary vocabulary, ContentShelf contents, ItemShelf items) {}
