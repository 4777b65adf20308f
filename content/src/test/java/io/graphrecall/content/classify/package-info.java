@NullMarked
package io.graphrecall.content.classify;

import org.jspecify.annotations.NullMarked;
