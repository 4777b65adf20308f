package io.graphrecall.service.channel.interest;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.QueryIntent;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.ScoreBoard;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Contents for a user's searches: those that other users clicked after the same query, and those with the tags,
 * categories, attributes and terms that the query names. For each search q of weight w
 * {@code score(c) += w * (clickThrough(q, c) + sum over spaces s of share(s) * overlap(q, c, s))}. Cost: the postings of
 * the named features, of the generation and of the overlay, once per search.
 */
public final class Query2vChannel implements RecallChannel {

    /** Weight of an overlap in each space relative to click-through. */
    private static final Map<FeatureSpace, Float> SHARE = Map.of(
            FeatureSpace.TAG, 0.5f, FeatureSpace.CATEGORY, 0.3f, FeatureSpace.ATTRIBUTE, 0.3f, FeatureSpace.TERM, 0.5f);

    private final ScoreBoards boards;

    public Query2vChannel(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public String id() {
        return "query2v";
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        return query.searches().isEmpty() ? "the user has no searches" : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        if (query.searches().isEmpty()) {
            return ChannelResult.NOTHING;
        }
        List<SearchMatch> matches = query.searches().stream()
                .map(search -> SearchMatch.of(query.snapshot(), search, boards)).toList();
        int range = query.snapshot().contentCount();
        try (ScoreBoard board = boards.take(range)) {
            matches.forEach(match -> match.addTo(board));
            return board.best(query, contents -> largest(matches, contents, range));
        }
    }

    private Reason[] largest(List<SearchMatch> matches, int[] contents, int range) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        try (ScoreBoard board = boards.take(range)) {
            for (SearchMatch match : matches) {
                Reason reason = new Reason(Reason.Kind.QUERY, match.search.text());
                match.addTo(board);
                for (int rank = 0; rank < contents.length; rank++) {
                    float score = board.score(contents[rank]);
                    if (score > largest[rank]) {
                        largest[rank] = score;
                        reasons[rank] = reason;
                    }
                }
                board.clear();
            }
        }
        return reasons;
    }

    /** The scores that one search gives. */
    private record SearchMatch(QueryIntent search, SparseTable clickThrough, List<FeatureMatch> overlaps) {

        static SearchMatch of(ServingSnapshot snapshot, QueryIntent search, ScoreBoards boards) {
            List<FeatureMatch> overlaps = new ArrayList<>(FeatureSpace.values().length);
            for (FeatureSpace space : FeatureSpace.values()) {
                SparseVector features = search.features().vector(space);
                if (!features.isEmpty()) {
                    float[] idf = snapshot.tables().features(space).idf();
                    overlaps.add(new FeatureMatch(snapshot, space, normalised(space, features, idf), boards));
                }
            }
            return new SearchMatch(search, snapshot.tables().ledTo(), overlaps);
        }

        void addTo(ScoreBoard board) {
            int row = search.query();
            if (row >= 0 && clickThrough.start(row) < clickThrough.end(row)) {
                SparseTable.Row clicked = clickThrough.row(row);
                // The first entry of a row is the largest. It counts 1 times the weight of the search.
                board.addAll(clicked.columns(), clicked.weights(), 0, clicked.columns().length,
                        search.weight() / clicked.weights()[0]);
            }
            overlaps.forEach(overlap -> overlap.addTo(
                    board, search.weight() * SHARE.getOrDefault(overlap.space(), 0f)));
        }
    }

    /**
     * Multiplies weights by the inverse document frequency (IDF) and scales them to unit length. Terms are multiplied by
     * the IDF once more: a content's terms have unit length only with it, and so the overlap is a cosine.
     */
    private static SparseVector normalised(FeatureSpace space, SparseVector features, float[] idf) {
        float[] weights = new float[features.size()];
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = features.weights()[i] * idf[features.ordinals()[i]];
            squares += weights[i] * weights[i];
        }
        float norm = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= (space == FeatureSpace.TERM ? idf[features.ordinals()[i]] : 1) / norm;
        }
        return new SparseVector(features.ordinals(), weights);
    }
}
