/** Micro-benchmarks of serving tables. */
@NullMarked
package io.graphrecall.benchmarks.table;

import org.jspecify.annotations.NullMarked;
