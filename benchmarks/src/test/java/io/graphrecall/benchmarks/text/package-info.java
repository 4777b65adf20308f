/** Tests of {@code io.graphrecall.benchmarks.text}. */
@NullMarked
package io.graphrecall.benchmarks.text;

import org.jspecify.annotations.NullMarked;
