package io.graphrecall.loaders.dataset;

/** Record of a data set with its origin. */
public record RecordLine<R>(Origin origin, R record) {}
