@NullMarked
package io.graphrecall.content.text;

import org.jspecify.annotations.NullMarked;
