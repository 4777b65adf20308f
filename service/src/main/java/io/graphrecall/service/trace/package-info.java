/** Traces of requests (OpenTelemetry): a span per request, and one for each of its stages and channels. */
@NullMarked
package io.graphrecall.service.trace;

import org.jspecify.annotations.NullMarked;
