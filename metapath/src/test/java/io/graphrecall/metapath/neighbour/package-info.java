@NullMarked
package io.graphrecall.metapath.neighbour;

import org.jspecify.annotations.NullMarked;
