@NullMarked
package io.graphrecall.metapath.profile;

import org.jspecify.annotations.NullMarked;
