@NullMarked
package io.graphrecall.gnn.graph;

import org.jspecify.annotations.NullMarked;
