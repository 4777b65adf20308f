/** How fast vectors are searched. */
@NullMarked
package io.graphrecall.benchmarks.vector;

import org.jspecify.annotations.NullMarked;
