/** Micro-benchmarks of the tables that serving reads. */
@NullMarked
package io.graphrecall.benchmarks.table;

import org.jspecify.annotations.NullMarked;
