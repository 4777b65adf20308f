@NullMarked
package io.graphrecall.gnn.tensor;

import org.jspecify.annotations.NullMarked;
