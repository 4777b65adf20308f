@NullMarked
package io.graphrecall.offline;

import org.jspecify.annotations.NullMarked;
