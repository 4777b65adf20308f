package io.graphrecall.benchmarks.crash;

/** Click that is stored in the graph. */
record StoredEvent(String id, String user, String content) {}
