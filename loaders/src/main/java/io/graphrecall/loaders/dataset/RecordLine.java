package io.graphrecall.loaders.dataset;

/** Record of a data set with its origin. */
record RecordLine<R>(Origin origin, R record) {}
