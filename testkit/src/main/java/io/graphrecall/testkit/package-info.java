/**
 * Shared test support: a running Neo4j for test classes ({@link io.graphrecall.testkit.RunningGraph}).
 */
@NullMarked
package io.graphrecall.testkit;

import org.jspecify.annotations.NullMarked;
