@NullMarked
package io.graphrecall.neo4j;

import org.jspecify.annotations.NullMarked;
