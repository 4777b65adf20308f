/** The import table of ARCHITECTURE.md as a test: which module uses which, and what may live where. */
@NullMarked
package io.graphrecall.architecture;

import org.jspecify.annotations.NullMarked;
