package io.graphrecall.service;

import io.graphrecall.pipeline.GenerationRecall;

/** Machine that recalls for many users. Thread-safe. */
@FunctionalInterface
public interface BatchHost {

    /**
     * Returns a recall for many requests under the same conditions. Close it.
     *
     * @throws io.graphrecall.schema.RecallException CONFLICT if this machine has other settings, UNAVAILABLE if it serves
     *         another generation
     */
    GenerationRecall batch(BatchConditions conditions);
}
