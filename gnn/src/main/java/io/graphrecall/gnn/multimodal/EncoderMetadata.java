package io.graphrecall.gnn.multimodal;

import io.graphrecall.gnn.training.TrainingReport;

/**
 * How an encoder came about.
 *
 * @param parameters of model and training
 * @param seed       of the training
 * @param contents   that it was trained on, those held out included
 * @param data       a fingerprint of what was seen of them
 * @param report     what the training came to
 */
public record EncoderMetadata(
        MultimodalParameters parameters, long seed, int contents, String data, TrainingReport report) {}
