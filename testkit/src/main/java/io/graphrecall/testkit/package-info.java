/**
 * Shared test support: a running Neo4j for test classes ({@link io.graphrecall.testkit.RunningGraph}), and free ports.
 */
@NullMarked
package io.graphrecall.testkit;

import org.jspecify.annotations.NullMarked;
