package io.graphrecall.retrieval.similar;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.Progress;

import java.util.Arrays;
import java.util.Map;

/**
 * Finds for each node the contents with the largest cosine over shared features. Postings are looked at from the
 * shortest on; a content met for the first time is scored in full at once. A content that shares none of the features
 * looked at so far scores at most the length of the remaining part of the node's vector, so the search ends, with the
 * exact answer, when the worst kept one is above that (after MaxScore, Turtle and Flood 1995). Wide categories are
 * thereby hardly ever looked through.
 */
public final class SharedFeatures {

    private final CsrTable contents;
    private final CsrTable postings;
    private final SimilarParameters parameters;
    private final Map<FeatureSpace, FeatureTables> features;

    public SharedFeatures(Map<FeatureSpace, FeatureTables> features, SimilarParameters parameters) {
        this.features = Map.copyOf(features);
        this.parameters = parameters;
        contents = FeatureMatrix.of(features, parameters.spaces(), FeatureTables::contents);
        postings = contents.transpose();
    }

    /** Content to the contents most like it, the heaviest first; never itself. */
    public CsrTable amongContents(long seed, Progress progress) {
        return ParallelRows.compute(
                contents.rows(), contents.rows(), () -> new Row(contents, true, seed), progress);
    }

    /** Item to the contents most like it, the heaviest first. */
    public CsrTable ofItems(long seed, Progress progress) {
        CsrTable items = FeatureMatrix.of(features, parameters.spaces(), FeatureTables::items);
        return ParallelRows.compute(items.rows(), contents.rows(), () -> new Row(items, false, seed), progress);
    }

    /** Searches for one node after another. */
    private final class Row implements ParallelRows.RowComputer {

        private final CsrTable nodes;
        private final boolean exceptItself;
        private final TopEntries best;
        private final float[] vector = new float[postings.rows()];
        private final int[] metIn = new int[contents.rows()];
        private long[] order = new long[16];

        Row(CsrTable nodes, boolean exceptItself, long seed) {
            this.nodes = nodes;
            this.exceptItself = exceptItself;
            best = new TopEntries(parameters.neighbours(), seed);
            Arrays.fill(metIn, -1);
        }

        @Override
        public void compute(int row, CsrTable.Builder table) {
            best.begin(row);
            int count = open(row);
            double remaining = 1;
            int budget = parameters.budget();
            for (int i = 0; i < count && budget > 0; i++) {
                if (best.threshold() > Math.sqrt(Math.max(0, remaining)) + 1e-6) {
                    break;
                }
                int feature = (int) order[i];
                budget -= scan(row, feature, budget);
                remaining -= (double) vector[feature] * vector[feature];
            }
            for (int i = 0; i < count; i++) {
                vector[(int) order[i]] = 0;
            }
            best.endRow(table);
        }

        /** Lays out the node's vector and orders its features by the length of their postings. */
        private int open(int row) {
            int count = 0;
            order = Arrays.copyOf(order, Math.max(order.length, nodes.end(row) - nodes.start(row)));
            for (int entry = nodes.start(row); entry < nodes.end(row); entry++) {
                int feature = nodes.column(entry);
                vector[feature] = nodes.weight(entry);
                int length = postings.end(feature) - postings.start(feature);
                order[count++] = ((long) length << 32) | feature;
            }
            Arrays.sort(order, 0, count);
            if (exceptItself) {
                metIn[row] = row;
            }
            return count;
        }

        /** Scores the contents of a feature that were not met yet; of too many an evenly spread part. */
        private int scan(int row, int feature, int budget) {
            int start = postings.start(feature);
            int end = postings.end(feature);
            int stride = (end - start + budget - 1) / budget;
            int scanned = 0;
            for (int entry = start + Math.floorMod(row, Math.max(1, stride)); entry < end; entry += stride) {
                int content = postings.column(entry);
                scanned++;
                if (metIn[content] != row) {
                    metIn[content] = row;
                    best.offer(content, product(content));
                }
            }
            return scanned;
        }

        private double product(int content) {
            double product = 0;
            for (int entry = contents.start(content); entry < contents.end(content); entry++) {
                product += (double) vector[contents.column(entry)] * contents.weight(entry);
            }
            return product;
        }
    }
}
