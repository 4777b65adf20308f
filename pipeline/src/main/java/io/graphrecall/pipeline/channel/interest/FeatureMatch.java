package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.generation.EntryReader;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoard;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.LivePostings;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The overlap of contents with a sparse query vector of one feature space: {@code sum over features f of the content of
 * query(f) * content(f) + presence(f)}. Uses the postings of the generation and of the overlay. Not thread-safe.
 */
final class FeatureMatch {

    /** Number of postings that are read at a time, at most. */
    private static final int CHUNK = 1024;

    private final ServingSnapshot snapshot;
    private final FeatureSpace space;
    private final FeatureTables tables;
    private final SparseVector query;
    private final float @Nullable [] presence;
    private final ScoreBoards boards;
    private final EntryReader postings;

    FeatureMatch(ServingSnapshot snapshot, FeatureSpace space, SparseVector query, ScoreBoards boards) {
        this(snapshot, space, query, null, boards);
    }

    /**
     * @param presence by position in the query, additional score of a content that has the feature, independent of its
     *                 weight; null for none
     */
    FeatureMatch(ServingSnapshot snapshot, FeatureSpace space, SparseVector query, float @Nullable [] presence,
            ScoreBoards boards) {
        this.presence = presence;
        this.boards = boards;
        this.snapshot = snapshot;
        this.space = space;
        tables = snapshot.tables().features(space);
        this.query = query;
        postings = tables.postings().reader();
    }

    /** Returns a match for each of the spaces in which the user has interests. */
    static List<FeatureMatch> ofInterests(RecallQuery query, List<FeatureSpace> spaces, ScoreBoards boards) {
        List<FeatureMatch> matches = new ArrayList<>(spaces.size());
        for (FeatureSpace space : spaces) {
            SparseVector interests = query.interests().combined(space);
            if (!interests.isEmpty()) {
                matches.add(new FeatureMatch(query.snapshot(), space, interests, boards));
            }
        }
        return matches;
    }

    /** Returns the interests of the user in some contents, as numbers from 0 to 1; 1 is the largest of them. */
    static float[] affinity(RecallQuery query, int[] contents, ScoreBoards boards) {
        float[] affinity = new float[contents.length];
        ofInterests(query, List.of(FeatureSpace.TAG, FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE), boards)
                .forEach(match -> match.addTo(affinity, contents));
        float largest = 0;
        for (float one : affinity) {
            largest = Math.max(largest, one);
        }
        for (int i = 0; i < affinity.length && largest > 0; i++) {
            affinity[i] /= largest;
        }
        return affinity;
    }

    /** Adds the overlap of every content. */
    void addTo(ScoreBoard board) {
        for (int i = 0; i < query.size(); i++) {
            addTo(board, i);
        }
    }

    /** Adds what the query's feature at a position adds to the overlap of every content. */
    void addTo(ScoreBoard board, int position) {
        int feature = query.ordinals()[position];
        float weight = query.weights()[position];
        addGeneration(board, feature, weight, presence(position));
        LivePostings.Row live = snapshot.overlay().postings(space, feature);
        if (live != null) {
            board.addAll(live.contents(), live.weights(), 0, live.contents().length, weight, presence(position));
        }
    }

    /** Returns the number of features of the query. */
    int size() {
        return query.size();
    }

    /** Returns the most that the query's feature at a position can add to a content. */
    float bound(int position) {
        int feature = query.ordinals()[position];
        float largest = tables.largest()[feature];
        LivePostings.Row live = snapshot.overlay().postings(space, feature);
        if (live != null) {
            for (float weight : live.weights()) {
                largest = Math.max(largest, weight);
            }
        }
        return query.weights()[position] * largest + presence(position);
    }

    private float presence(int position) {
        return presence == null ? 0 : presence[position];
    }

    /** Returns the largest number of features that a content has. */
    int maxFeatures() {
        return Math.max(tables.maxFeatures(), snapshot.overlay().maxFeatures(space));
    }

    /** Returns the number of contents of the generation with the query's feature at a position. */
    int postings(int position) {
        int feature = query.ordinals()[position];
        return tables.postings().end(feature) - tables.postings().start(feature);
    }

    /** Returns a match with the query's features at the positions that are not in a set. */
    FeatureMatch without(BitSet positions) {
        int[] left = IntStream.range(0, query.size()).filter(position -> !positions.get(position)).toArray();
        int[] ordinals = new int[left.length];
        float[] weights = new float[left.length];
        float[] ofPresence = presence == null ? null : new float[left.length];
        for (int i = 0; i < left.length; i++) {
            ordinals[i] = query.ordinals()[left[i]];
            weights[i] = query.weights()[left[i]];
            if (ofPresence != null) {
                ofPresence[i] = presence(left[i]);
            }
        }
        return new FeatureMatch(snapshot, space, new SparseVector(ordinals, weights), ofPresence, boards);
    }

    private void addGeneration(ScoreBoard board, int feature, float weight, float offset) {
        int start = tables.postings().start(feature);
        int end = tables.postings().end(feature);
        board.expect(end - start);
        for (int from = start; from < end; from += CHUNK) {
            postings.read(from, Math.min(end, from + CHUNK));
            addPostings(board, weight, offset);
        }
    }

    private void addPostings(ScoreBoard board, float weight, float offset) {
        LiveOverlay overlay = snapshot.overlay();
        int[] contents = postings.columns();
        float[] weights = postings.weights();
        if (overlay.replacesAny()) {
            for (int i = postings.start(); i < postings.end(); i++) {
                if (!overlay.replaces(contents[i])) {
                    board.add(contents[i], weight * weights[i] + offset);
                }
            }
        } else {
            board.addAll(contents, weights, postings.start(), postings.end(), weight, offset);
        }
    }

    /** Adds the overlaps of given contents to their sums. For few contents this costs less than a board of all. */
    void addTo(float[] sums, int[] contents) {
        try (ScoreBoard weights = boards.take(tables.index().size());
                ScoreBoard offsets = presence == null ? null : boards.take(tables.index().size())) {
            for (int f = 0; f < query.size(); f++) {
                weights.add(query.ordinals()[f], query.weights()[f]);
                if (offsets != null) {
                    offsets.add(query.ordinals()[f], presence(f));
                }
            }
            addTo(sums, contents, weights, offsets);
        }
    }

    /** Reads all offsets first: reads that do not depend on each other wait for the memory together. */
    private void addTo(float[] sums, int[] contents, ScoreBoard weights, @Nullable ScoreBoard offsets) {
        SparseTable rows = tables.contents();
        int[] starts = new int[contents.length];
        int[] ends = new int[contents.length];
        for (int i = 0; i < contents.length; i++) {
            if (contents[i] < rows.rows()) {
                starts[i] = rows.start(contents[i]);
                ends[i] = rows.end(contents[i]);
            }
        }
        for (int i = 0; i < contents.length; i++) {
            LiveContent live = snapshot.overlay().find(contents[i]);
            if (live == null) {
                sums[i] += overlap(rows, starts[i], ends[i], weights, offsets);
            } else {
                SparseVector own = live.features().vector(space);
                sums[i] += overlap(own, weights, offsets);
            }
        }
    }

    private static float overlap(
            SparseTable features, int start, int end, ScoreBoard weights, @Nullable ScoreBoard offsets) {
        float sum = 0;
        for (int entry = start; entry < end; entry++) {
            sum += weights.score(features.column(entry)) * features.weight(entry)
                    + (offsets == null ? 0 : offsets.score(features.column(entry)));
        }
        return sum;
    }

    private static float overlap(SparseVector features, ScoreBoard weights, @Nullable ScoreBoard offsets) {
        float sum = 0;
        for (int i = 0; i < features.size(); i++) {
            sum += weights.score(features.ordinals()[i]) * features.weights()[i]
                    + (offsets == null ? 0 : offsets.score(features.ordinals()[i]));
        }
        return sum;
    }

    /**
     * Finds for each content the feature that adds most to its overlap.
     *
     * @param largest by content: the largest term so far, updated
     * @param reasons by content: the feature of that term, updated
     */
    void largest(int[] contents, float[] largest, @Nullable Reason[] reasons) {
        Reason[] byPosition = new Reason[query.size()];
        try (ScoreBoards.Positions positions = boards.positions(query.ordinals(), tables.index().size())) {
            for (int i = 0; i < contents.length; i++) {
                int best = largest(row(contents[i]), positions, largest, i);
                if (best >= 0) {
                    byPosition[best] = byPosition[best] == null ? reason(query.ordinals()[best]) : byPosition[best];
                    reasons[i] = byPosition[best];
                }
            }
        }
    }

    /** Returns the query position of the feature with a term above {@code largest[content]}, or -1; updates it. */
    private int largest(SparseTable.Row row, ScoreBoards.Positions positions, float[] largest, int content) {
        int best = -1;
        for (int i = 0; i < row.columns().length; i++) {
            int position = positions.of(row.columns()[i]);
            if (position >= 0 && query.weights()[position] * row.weights()[i] > largest[content]) {
                largest[content] = query.weights()[position] * row.weights()[i];
                best = position;
            }
        }
        return best;
    }

    private SparseTable.Row row(int content) {
        LiveContent live = snapshot.overlay().find(content);
        if (live == null) {
            return tables.contents().row(content);
        }
        SparseVector own = live.features().vector(space);
        return new SparseTable.Row(own.ordinals(), own.weights());
    }

    private Reason reason(int feature) {
        String key = tables.index().key(feature);
        return switch (space) {
            case TAG -> new Reason(Reason.Kind.TAG, key);
            case CATEGORY -> new Reason(Reason.Kind.CATEGORY, key);
            case ATTRIBUTE -> new Reason(Reason.Kind.ATTRIBUTE, key);
            case TERM -> new Reason(Reason.Kind.TERM, tables.names().key(feature));
        };
    }
}
