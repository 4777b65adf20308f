package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RecordKind;

import java.util.List;

/** Receives the unusable records of a load. */
@FunctionalInterface
interface DeadLetterSink {

    void write(RecordKind kind, List<DeadLetter> letters);
}
