package io.graphrecall.gnn.multimodal;

import io.graphrecall.gnn.training.TrainingReport;

/**
 * Origin of a trained encoder.
 *
 * @param parameters  of model and training
 * @param seed        of the training
 * @param contents    number of contents, including those held out
 * @param frames      number of their frames; this number and the next two are 0 in a file of an earlier version
 * @param contentsWithFrames number of contents with pictures or a video
 * @param contentsWithSound number of contents with sound
 * @param fingerprint hash of the training data
 * @param report      course of the training
 */
public record EncoderMetadata(
        MultimodalParameters parameters, long seed, int contents, int frames, int contentsWithFrames,
        int contentsWithSound, String fingerprint,
        TrainingReport report) {}
