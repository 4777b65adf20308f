/**
 * Files for {@code neo4j-admin database import}: the graph that a load of a data set makes, without a running Neo4j.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.bulk.ImportWriter}: writes the records of a load to the files of an import
 * <li>{@link io.graphrecall.loaders.bulk.ImportFiles}: the files, and the arguments of the import
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.bulk;

import org.jspecify.annotations.NullMarked;
