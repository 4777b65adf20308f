@NullMarked
package io.graphrecall.metapath.search;

import org.jspecify.annotations.NullMarked;
