/** The log of the service. */
@NullMarked
package io.graphrecall.pipeline.log;

import org.jspecify.annotations.NullMarked;
