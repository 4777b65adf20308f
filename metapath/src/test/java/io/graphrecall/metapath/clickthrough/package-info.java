@NullMarked
package io.graphrecall.metapath.clickthrough;

import org.jspecify.annotations.NullMarked;
