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
 * Finds the contents of largest cosine similarity over shared features for each node. Postings are read from the
 * shortest to the longest, and a new candidate is scored in full at once. The score of a content without any of the
 * features read so far is at most the length of the remaining part of the node's vector. The search ends with the exact
 * result when the K-th score exceeds this bound (after MaxScore, Turtle and Flood 1995). So the long postings of wide
 * categories are rarely read.
 */
public final class FeatureNeighbours {

    private final CsrTable contents;
    private final CsrTable postings;
    private final SimilarParameters parameters;
    private final Map<FeatureSpace, FeatureTables> features;

    public FeatureNeighbours(Map<FeatureSpace, FeatureTables> features, SimilarParameters parameters) {
        this.features = Map.copyOf(features);
        this.parameters = parameters;
        contents = FeatureMatrix.of(features, parameters.spaces(), tables -> tables.contents().inMemory());
        postings = contents.transpose();
    }

    /** Returns the most similar other contents of each content, by descending score. */
    public CsrTable contentNeighbours(long seed, Progress progress) {
        return ParallelRows.compute(
                contents.rows(), contents.rows(), () -> new Row(contents, true, seed), progress);
    }

    /** Returns the most similar contents of each item, by descending score. */
    public CsrTable itemNeighbours(long seed, Progress progress) {
        CsrTable items = FeatureMatrix.of(features, parameters.spaces(), tables -> tables.items().inMemory());
        return ParallelRows.compute(items.rows(), contents.rows(), () -> new Row(items, false, seed), progress);
    }

    /** Searches the neighbours of one node. */
    private final class Row implements ParallelRows.RowComputer {

        private final CsrTable nodes;
        private final boolean excludeSelf;
        private final TopEntries best;
        private final float[] vector = new float[postings.rows()];
        private final int[] lastScoredFor = new int[contents.rows()];
        private long[] order = new long[16];

        Row(CsrTable nodes, boolean excludeSelf, long seed) {
            this.nodes = nodes;
            this.excludeSelf = excludeSelf;
            best = new TopEntries(parameters.neighbours(), seed);
            Arrays.fill(lastScoredFor, -1);
        }

        @Override
        public void compute(int row, CsrTable.Builder table) {
            best.begin(row);
            int count = load(row);
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

        /** Loads the node's vector and sorts its features by the length of their postings. */
        private int load(int row) {
            int count = 0;
            if (order.length < nodes.end(row) - nodes.start(row)) {
                order = new long[nodes.end(row) - nodes.start(row)];
            }
            for (int entry = nodes.start(row); entry < nodes.end(row); entry++) {
                int feature = nodes.column(entry);
                vector[feature] = nodes.weight(entry);
                int length = postings.end(feature) - postings.start(feature);
                order[count++] = ((long) length << 32) | feature;
            }
            Arrays.sort(order, 0, count);
            if (excludeSelf) {
                lastScoredFor[row] = row;
            }
            return count;
        }

        /** Scores new candidates of a feature. Above the budget, an evenly spaced sample of the postings is read. */
        private int scan(int row, int feature, int budget) {
            int start = postings.start(feature);
            int end = postings.end(feature);
            int stride = (end - start + budget - 1) / budget;
            int scanned = 0;
            for (int entry = start + Math.floorMod(row, Math.max(1, stride)); entry < end; entry += stride) {
                int content = postings.column(entry);
                scanned++;
                if (lastScoredFor[content] != row) {
                    lastScoredFor[content] = row;
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
