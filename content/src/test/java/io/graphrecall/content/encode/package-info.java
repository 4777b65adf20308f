@NullMarked
package io.graphrecall.content.encode;

import org.jspecify.annotations.NullMarked;
