@NullMarked
package io.graphrecall.retrieval.neighbour;

import org.jspecify.annotations.NullMarked;
