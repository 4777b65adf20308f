package io.graphrecall.loaders.dataset;

/** A record of the catalogue and where it came from. */
public record CatalogueLine<T>(Origin origin, T record) {}
