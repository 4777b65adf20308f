@NullMarked
package io.graphrecall.metapath.term;

import org.jspecify.annotations.NullMarked;
