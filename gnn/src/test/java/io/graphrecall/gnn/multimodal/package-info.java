@NullMarked
package io.graphrecall.gnn.multimodal;

import org.jspecify.annotations.NullMarked;
