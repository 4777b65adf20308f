@NullMarked
package io.graphrecall.metapath.extract;

import org.jspecify.annotations.NullMarked;
