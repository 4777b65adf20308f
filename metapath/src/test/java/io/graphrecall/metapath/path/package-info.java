@NullMarked
package io.graphrecall.metapath.path;

import org.jspecify.annotations.NullMarked;
