@NullMarked
package io.graphrecall.retrieval.profile;

import org.jspecify.annotations.NullMarked;
