@NullMarked
package io.graphrecall.content.understand;

import org.jspecify.annotations.NullMarked;
