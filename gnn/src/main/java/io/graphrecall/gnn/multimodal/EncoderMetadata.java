package io.graphrecall.gnn.multimodal;

import io.graphrecall.gnn.training.TrainingReport;

/**
 * Origin of a trained encoder.
 *
 * @param parameters  of model and training
 * @param seed        of the training
 * @param contents    number of contents, including those held out
 * @param fingerprint hash of the training data
 * @param report      course of the training
 */
public record EncoderMetadata(
        MultimodalParameters parameters, long seed, int contents, String fingerprint, TrainingReport report) {}
