package io.graphrecall.benchmarks.crash;

/** A click that the graph holds. */
record StoredEvent(String id, String user, String content) {}
