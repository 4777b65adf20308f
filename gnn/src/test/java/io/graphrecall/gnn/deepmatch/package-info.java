@NullMarked
package io.graphrecall.gnn.deepmatch;

import org.jspecify.annotations.NullMarked;
