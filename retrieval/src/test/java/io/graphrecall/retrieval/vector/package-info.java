@NullMarked
package io.graphrecall.retrieval.vector;

import org.jspecify.annotations.NullMarked;
