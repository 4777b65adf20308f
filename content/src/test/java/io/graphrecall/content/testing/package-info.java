/** Media made for tests, of this module and of those above it. */
@org.jspecify.annotations.NullMarked
package io.graphrecall.content.testing;
