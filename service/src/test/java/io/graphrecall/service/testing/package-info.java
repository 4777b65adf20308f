/** Worlds of a handful of contents, for tests of the service. */
@org.jspecify.annotations.NullMarked
package io.graphrecall.service.testing;
