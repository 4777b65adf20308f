@NullMarked
package io.graphrecall.gnn.match;

import org.jspecify.annotations.NullMarked;
