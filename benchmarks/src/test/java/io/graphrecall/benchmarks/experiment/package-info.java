/** Tests of {@link io.graphrecall.benchmarks.experiment}. */
@NullMarked
package io.graphrecall.benchmarks.experiment;

import org.jspecify.annotations.NullMarked;
