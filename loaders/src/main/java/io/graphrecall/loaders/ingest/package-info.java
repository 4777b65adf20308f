/**
 * Idempotent writes to the graph. Each batch of validated records is one transaction that also increments the graph's
 * sequence number.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.ingest.GraphWriter}: writer for catalogue records and events
 * <li>{@link io.graphrecall.loaders.ingest.WriteReport}, {@link io.graphrecall.loaders.ingest.Rejection}: result of a
 * batch
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.ingest;

import org.jspecify.annotations.NullMarked;
