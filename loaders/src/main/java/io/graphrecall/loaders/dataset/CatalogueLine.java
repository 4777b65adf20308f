package io.graphrecall.loaders.dataset;

/** Catalogue record with its origin. */
public record CatalogueLine<T>(Origin origin, T record) {}
