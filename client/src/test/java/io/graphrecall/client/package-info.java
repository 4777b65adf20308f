@NullMarked
package io.graphrecall.client;

import org.jspecify.annotations.NullMarked;
