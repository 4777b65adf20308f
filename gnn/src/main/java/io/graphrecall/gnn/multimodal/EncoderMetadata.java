package io.graphrecall.gnn.multimodal;

import io.graphrecall.gnn.training.TrainingReport;

/**
 * Origin of a trained encoder.
 *
 * @param parameters  of model and training
 * @param seed        of the training
 * @param contents    number of contents, including those held out
 * @param frames      number of their frames; 0 in a file of an earlier version
 * @param fingerprint hash of the training data
 * @param report      course of the training
 */
public record EncoderMetadata(
        MultimodalParameters parameters, long seed, int contents, int frames, String fingerprint,
        TrainingReport report) {}
