@NullMarked
package io.graphrecall.benchmarks.match;

import org.jspecify.annotations.NullMarked;
