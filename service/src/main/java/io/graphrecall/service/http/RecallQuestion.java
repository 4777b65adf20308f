package io.graphrecall.service.http;

import io.graphrecall.service.pipeline.RecallRequest;

/**
 * A recall request, understood.
 *
 * @param explain whether the ways through the graph are wanted
 * @param minSeq the answer must know the graph up to this sequence number; 0 where any will do
 */
record RecallQuestion(RecallRequest request, boolean explain, long minSeq) {}
