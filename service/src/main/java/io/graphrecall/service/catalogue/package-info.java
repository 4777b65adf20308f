/**
 * Facts about a content: its record in the graph, and what content understanding added to it.
 */
@NullMarked
package io.graphrecall.service.catalogue;

import org.jspecify.annotations.NullMarked;
