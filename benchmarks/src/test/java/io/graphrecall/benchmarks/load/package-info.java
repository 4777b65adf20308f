/** Tests of {@code io.graphrecall.benchmarks.load}. */
@NullMarked
package io.graphrecall.benchmarks.load;

import org.jspecify.annotations.NullMarked;
