@NullMarked
package io.graphrecall.cypher;

import org.jspecify.annotations.NullMarked;
