@NullMarked
package io.graphrecall.retrieval.similar;

import org.jspecify.annotations.NullMarked;
