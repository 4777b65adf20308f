@NullMarked
package io.graphrecall.metapath;

import org.jspecify.annotations.NullMarked;
