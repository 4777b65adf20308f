/** Generated media for the tests of this module and of modules that depend on it. */
@org.jspecify.annotations.NullMarked
package io.graphrecall.content.testing;
