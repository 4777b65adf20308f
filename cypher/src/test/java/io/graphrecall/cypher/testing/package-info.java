/**
 * Test graph for this module and its dependants: {@link io.graphrecall.cypher.testing.TestGraph}.
 */
@NullMarked
package io.graphrecall.cypher.testing;

import org.jspecify.annotations.NullMarked;
