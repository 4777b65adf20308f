/** The log of the service. */
@NullMarked
package io.graphrecall.service.log;

import org.jspecify.annotations.NullMarked;
