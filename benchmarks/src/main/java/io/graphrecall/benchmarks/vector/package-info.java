/** Micro-benchmark of nearest-neighbour search. */
@NullMarked
package io.graphrecall.benchmarks.vector;

import org.jspecify.annotations.NullMarked;
