@NullMarked
package io.graphrecall.gnn.gcn;

import org.jspecify.annotations.NullMarked;
