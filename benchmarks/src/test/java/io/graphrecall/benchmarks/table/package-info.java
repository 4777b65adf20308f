/** Tests of {@code io.graphrecall.benchmarks.table}. */
@NullMarked
package io.graphrecall.benchmarks.table;

import org.jspecify.annotations.NullMarked;
