/** Tests of {@link io.graphrecall.benchmarks.recall}. */
@NullMarked
package io.graphrecall.benchmarks.recall;

import org.jspecify.annotations.NullMarked;
