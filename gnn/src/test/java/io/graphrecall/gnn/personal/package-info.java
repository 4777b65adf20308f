@NullMarked
package io.graphrecall.gnn.personal;

import org.jspecify.annotations.NullMarked;
