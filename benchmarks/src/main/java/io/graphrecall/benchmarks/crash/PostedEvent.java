package io.graphrecall.benchmarks.crash;

/** Posted click. */
record PostedEvent(String id, String user, String content, long at) {}
