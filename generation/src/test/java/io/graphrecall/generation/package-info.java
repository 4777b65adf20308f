/** Tests of what training hands to serving. */
@NullMarked
package io.graphrecall.generation;

import org.jspecify.annotations.NullMarked;
