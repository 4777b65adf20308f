/** How fast texts are encoded: {@link io.graphrecall.benchmarks.text.TextEncoding}. */
@NullMarked
package io.graphrecall.benchmarks.text;

import org.jspecify.annotations.NullMarked;
