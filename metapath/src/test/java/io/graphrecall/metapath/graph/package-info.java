@NullMarked
package io.graphrecall.metapath.graph;

import org.jspecify.annotations.NullMarked;
