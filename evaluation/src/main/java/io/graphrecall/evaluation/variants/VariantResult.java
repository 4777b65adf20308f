package io.graphrecall.evaluation.variants;

import io.graphrecall.gnn.training.TrainingReport;

import java.util.List;
import java.util.SortedMap;

/**
 * What one training of a variant came to.
 *
 * @param variant    its wire name
 * @param of         what it was trained on and how: a result of anything else is none
 * @param epochs     passes over the samples
 * @param bestEpoch  the one whose weights were kept, from 1
 * @param seconds    of the training; of one that went on after an interruption, of its last part
 * @param samples    that were learned from in each pass, at most
 * @param validation hit rates by list size for the validation targets
 * @param test       for the test targets
 * @param losses     of the epochs
 */
public record VariantResult(
        String variant, long seed, String of, int epochs, int bestEpoch, double seconds, int samples,
        SortedMap<Integer, Double> validation, SortedMap<Integer, Double> test, List<TrainingReport.Epoch> losses) {}
