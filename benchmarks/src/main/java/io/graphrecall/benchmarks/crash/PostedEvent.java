package io.graphrecall.benchmarks.crash;

/** A click that was posted. */
record PostedEvent(String id, String user, String content, long at) {}
