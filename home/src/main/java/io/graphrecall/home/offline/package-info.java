/**
 * First load of a home by Neo4j's importer: {@link io.graphrecall.home.offline.OfflineLoad}.
 */
@NullMarked
package io.graphrecall.home.offline;

import org.jspecify.annotations.NullMarked;
