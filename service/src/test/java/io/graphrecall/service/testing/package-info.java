/** Services and processes for tests. */
@org.jspecify.annotations.NullMarked
package io.graphrecall.service.testing;
