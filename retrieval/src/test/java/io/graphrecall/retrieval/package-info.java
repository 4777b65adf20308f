@NullMarked
package io.graphrecall.retrieval;

import org.jspecify.annotations.NullMarked;
