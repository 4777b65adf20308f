/** Micro-benchmark of text encoding: {@link io.graphrecall.benchmarks.text.TextEncoding}. */
@NullMarked
package io.graphrecall.benchmarks.text;

import org.jspecify.annotations.NullMarked;
