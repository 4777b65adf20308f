/**
 * A graph under test, for this module and those above it: {@link io.graphrecall.cypher.testing.TestGraph}.
 */
@NullMarked
package io.graphrecall.cypher.testing;

import org.jspecify.annotations.NullMarked;
