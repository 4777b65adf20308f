@NullMarked
package io.graphrecall.gnn.personalised;

import org.jspecify.annotations.NullMarked;
