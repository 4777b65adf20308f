/** A small world and queries on it, for tests. */
@NullMarked
package io.graphrecall.pipeline.testing;

import org.jspecify.annotations.NullMarked;
