@NullMarked
package io.graphrecall.home;

import org.jspecify.annotations.NullMarked;
