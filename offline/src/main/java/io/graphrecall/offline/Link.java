package io.graphrecall.offline;

/** The identity of a derived relationship: the keys of its source and target node. */
record Link(String from, String to) {}
