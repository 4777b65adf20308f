/** Tests of {@code io.graphrecall.benchmarks.input}. */
@NullMarked
package io.graphrecall.benchmarks.input;

import org.jspecify.annotations.NullMarked;
