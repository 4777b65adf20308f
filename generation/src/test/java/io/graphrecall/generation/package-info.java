/** Tests of the generation format and store. */
@NullMarked
package io.graphrecall.generation;

import org.jspecify.annotations.NullMarked;
