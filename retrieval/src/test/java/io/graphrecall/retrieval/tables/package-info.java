@NullMarked
package io.graphrecall.retrieval.tables;

import org.jspecify.annotations.NullMarked;
