@NullMarked
package io.graphrecall.metapath.tables;

import org.jspecify.annotations.NullMarked;
