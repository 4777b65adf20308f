/**
 * What tests of several modules share: one running Neo4j ({@link io.graphrecall.testkit.RunningGraph}).
 */
@NullMarked
package io.graphrecall.testkit;

import org.jspecify.annotations.NullMarked;
