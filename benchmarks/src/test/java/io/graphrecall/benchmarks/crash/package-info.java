/** Tests of {@code io.graphrecall.benchmarks.crash}. */
@NullMarked
package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
