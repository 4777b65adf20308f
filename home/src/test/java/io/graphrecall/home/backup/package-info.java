@NullMarked
package io.graphrecall.home.backup;

import org.jspecify.annotations.NullMarked;
