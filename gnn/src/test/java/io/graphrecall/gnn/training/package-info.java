@NullMarked
package io.graphrecall.gnn.training;

import org.jspecify.annotations.NullMarked;
