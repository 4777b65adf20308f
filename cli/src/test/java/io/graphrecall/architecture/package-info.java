/** Tests of the module dependencies in ARCHITECTURE.md. */
@NullMarked
package io.graphrecall.architecture;

import org.jspecify.annotations.NullMarked;
