package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.service.snapshot.LiveContent;
import io.graphrecall.service.snapshot.LiveOverlay;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The overlap of contents with a sparse vector of one space: {@code sum over features f of wanted(f) * content(f)}. The
 * generation's contents are found through postings, those of the overlay one by one. Not thread-safe.
 */
final class FeatureMatch {

    private final ServingSnapshot snapshot;
    private final FeatureSpace space;
    private final FeatureTables tables;
    private final SparseVector wanted;
    private final ScoreBoards boards;

    FeatureMatch(ServingSnapshot snapshot, FeatureSpace space, SparseVector wanted, ScoreBoards boards) {
        this.boards = boards;
        this.snapshot = snapshot;
        this.space = space;
        tables = snapshot.tables().features(space);
        this.wanted = wanted;
    }

    /** Matches with what the user is interested in, one for each of the spaces where that is anything. */
    static List<FeatureMatch> ofInterests(RecallQuery query, List<FeatureSpace> spaces, ScoreBoards boards) {
        List<FeatureMatch> matches = new ArrayList<>(spaces.size());
        for (FeatureSpace space : spaces) {
            SparseVector wanted = query.interests().combined(space);
            if (!wanted.isEmpty()) {
                matches.add(new FeatureMatch(query.snapshot(), space, wanted, boards));
            }
        }
        return matches;
    }

    /** Adds the overlap of every content, times {@code scale}. */
    void addTo(ScoreBoard board, float scale) {
        addKnown(board, scale);
        if (!wanted.isEmpty() && !snapshot.overlay().contents().isEmpty()) {
            addLive(board, scale);
        }
    }

    private void addKnown(ScoreBoard board, float scale) {
        LiveOverlay overlay = snapshot.overlay();
        CsrTable postings = tables.postings();
        int[] contents = postings.columnArray();
        float[] weights = postings.weightArray();
        boolean changed = !overlay.contents().isEmpty();
        for (int f = 0; f < wanted.size(); f++) {
            float weight = wanted.weights()[f] * scale;
            int start = postings.start(wanted.ordinals()[f]);
            int end = postings.end(wanted.ordinals()[f]);
            if (changed) {
                for (int i = start; i < end; i++) {
                    if (!overlay.replaces(contents[i])) {
                        board.add(contents[i], weight * weights[i]);
                    }
                }
            } else {
                board.addAll(contents, weights, start, end, weight);
            }
        }
    }

    private void addLive(ScoreBoard board, float scale) {
        int[] contents = snapshot.overlay().contents().stream().mapToInt(LiveContent::content).toArray();
        float[] overlaps = new float[contents.length];
        addTo(overlaps, contents);
        for (int i = 0; i < contents.length; i++) {
            if (overlaps[i] > 0) {
                board.add(contents[i], overlaps[i] * scale);
            }
        }
    }

    /** Adds the overlap of each of some contents to its sum; for some of many this costs less than a board of all. */
    void addTo(float[] sums, int[] contents) {
        ScoreBoard wants = boards.take(tables.index().size());
        for (int f = 0; f < wanted.size(); f++) {
            wants.add(wanted.ordinals()[f], wanted.weights()[f]);
        }
        for (int i = 0; i < contents.length; i++) {
            sums[i] += overlap(row(contents[i]), wants);
        }
        boards.giveBack(wants);
    }

    private static float overlap(Row has, ScoreBoard wants) {
        float sum = 0;
        for (int i = has.start; i < has.end; i++) {
            sum += wants.score(has.features[i]) * has.weights[i];
        }
        return sum;
    }

    /**
     * Finds for each content the feature that adds most to its overlap.
     *
     * @param largest what adds most to each content up to now; raised where a feature adds more
     * @param reasons the features, replaced where {@code largest} is raised
     */
    void largest(int[] contents, float[] largest, @Nullable Reason[] reasons) {
        Reason[] byPlace = new Reason[wanted.size()];
        try (ScoreBoards.Places places = boards.places(wanted.ordinals(), tables.index().size())) {
            for (int i = 0; i < contents.length; i++) {
                int most = largest(row(contents[i]), places, largest, i);
                if (most >= 0) {
                    byPlace[most] = byPlace[most] == null ? reason(wanted.ordinals()[most]) : byPlace[most];
                    reasons[i] = byPlace[most];
                }
            }
        }
    }

    /** The place among the wanted of the feature that raises {@code largest[content]} to the most, or -1. */
    private int largest(Row has, ScoreBoards.Places places, float[] largest, int content) {
        int most = -1;
        for (int i = has.start; i < has.end; i++) {
            int place = places.of(has.features[i]);
            if (place >= 0 && wanted.weights()[place] * has.weights[i] > largest[content]) {
                largest[content] = wanted.weights()[place] * has.weights[i];
                most = place;
            }
        }
        return most;
    }

    /** A content's features of this space: a slice of arrays. */
    private record Row(int[] features, float[] weights, int start, int end) {}

    private Row row(int content) {
        LiveContent live = snapshot.overlay().find(content);
        if (live != null) {
            SparseVector has = live.features().vector(space);
            return new Row(has.ordinals(), has.weights(), 0, has.size());
        }
        CsrTable rows = tables.contents();
        return new Row(rows.columnArray(), rows.weightArray(), rows.start(content), rows.end(content));
    }

    FeatureSpace space() {
        return space;
    }

    /** A feature as a reason. */
    Reason reason(int feature) {
        String key = tables.index().key(feature);
        return switch (space) {
            case TAG -> new Reason(Reason.Kind.TAG, key);
            case CATEGORY -> new Reason(Reason.Kind.CATEGORY, String.join("/", CategoryPath.ofKey(key).path()));
            case ATTRIBUTE -> {
                AttributeValue attribute = AttributeValue.ofKey(key);
                yield new Reason(Reason.Kind.ATTRIBUTE, attribute.property() + "=" + attribute.value());
            }
            case TERM -> new Reason(Reason.Kind.TERM, key);
        };
    }
}
