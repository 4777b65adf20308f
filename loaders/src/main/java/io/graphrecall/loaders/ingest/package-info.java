/**
 * The idempotent way into the graph: batches of checked records, each batch in one transaction that also raises the
 * graph's sequence number.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.ingest.GraphWriter}: the one writer of catalogue and behaviour
 * <li>{@link io.graphrecall.loaders.ingest.WriteReport}, {@link io.graphrecall.loaders.ingest.Rejection}: what became
 * of a batch
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.ingest;

import org.jspecify.annotations.NullMarked;
