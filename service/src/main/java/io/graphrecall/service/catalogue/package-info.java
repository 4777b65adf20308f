/**
 * Facts about contents, items and users: their records in the graph, and what content understanding added to them.
 */
@NullMarked
package io.graphrecall.service.catalogue;

import org.jspecify.annotations.NullMarked;
