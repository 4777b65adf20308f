package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/**
 * Faults of Neo4j in a soak test.
 *
 * @param process     process id of Neo4j, or the file {@code process.properties} of a local one; empty to leave it alone
 * @param killCommand shell command that kills Neo4j, starts it again at the same address, and prints its new process id
 *                    last; empty for none
 * @param database    address of Neo4j
 * @param proxyPort   port of the proxy through which the members connect to it; 0 for none
 * @param disk        folder on the file system of Neo4j, which is filled; null for none
 */
record GraphFaults(String process, String killCommand, URI database, int proxyPort, @Nullable Path disk) {}
