package io.graphrecall.world;

/** State shared by all users: parameters, vocabulary, contents and items. */
record Platform(WorldParameters parameters, WorldVocabulary vocabulary, ContentSampler contents, ItemSampler items) {}
