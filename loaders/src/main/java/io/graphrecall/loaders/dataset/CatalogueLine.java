package io.graphrecall.loaders.dataset;

public record CatalogueLine<T>(Origin origin, T record) {}
