/** What tests of several packages share. */
package io.graphrecall.loaders.testing;
