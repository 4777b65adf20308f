@NullMarked
package io.graphrecall.metapath.sparse;

import org.jspecify.annotations.NullMarked;
