@NullMarked
package io.graphrecall.metapath.similar;

import org.jspecify.annotations.NullMarked;
