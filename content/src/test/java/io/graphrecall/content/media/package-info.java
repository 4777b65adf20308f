@NullMarked
package io.graphrecall.content.media;

import org.jspecify.annotations.NullMarked;
