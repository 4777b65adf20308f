package io.graphrecall.benchmarks.match;

import io.graphrecall.gnn.training.TrainingReport;

import java.util.List;
import java.util.SortedMap;

/**
 * Result of one training of a variant.
 *
 * @param variant    its wire name
 * @param of         data and settings of the training: a result with other ones is not reused
 * @param epochs     epochs of the training
 * @param bestEpoch  epoch whose weights were kept, from 1
 * @param seconds    duration of the training; of a resumed one, of its last part
 * @param samples    number of training samples
 * @param validation hit rates by list size on the validation targets
 * @param test       hit rates by list size on the test targets
 * @param losses     loss and validation score of each epoch
 */
public record VariantResult(
        String variant, long seed, String of, int epochs, int bestEpoch, double seconds, int samples,
        SortedMap<Integer, Double> validation, SortedMap<Integer, Double> test, List<TrainingReport.Epoch> losses) {}
