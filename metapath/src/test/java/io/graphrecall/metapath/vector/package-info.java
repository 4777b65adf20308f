@NullMarked
package io.graphrecall.metapath.vector;

import org.jspecify.annotations.NullMarked;
