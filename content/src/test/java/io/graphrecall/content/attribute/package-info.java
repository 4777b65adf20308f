@NullMarked
package io.graphrecall.content.attribute;

import org.jspecify.annotations.NullMarked;
