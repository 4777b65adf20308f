package io.graphrecall.service.channel.interest;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.QueryExamples;
import io.graphrecall.service.channel.QueryIntent;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.ScoreBoard;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Contents for a user's searches: those that other users clicked after the same query, and those with the tags,
 * categories, attributes and terms that the query names. For each search q of weight w
 * {@code score(c) += w * (clickThrough(q, c) + sum over spaces s of share(s) * overlap(q, c, s))}. Cost: at most the
 * postings of the named features, of the generation and of the overlay; see {@link OverlapSearch}.
 */
public final class Query2vChannel implements RecallChannel {

    private static final float TERM_SHARE = 0.5f;
    /** Weight of an overlap in each space relative to click-through. */
    private static final Map<FeatureSpace, Float> SHARE = Map.of(
            FeatureSpace.TAG, 0.5f, FeatureSpace.CATEGORY, 0.3f, FeatureSpace.ATTRIBUTE, 0.3f, FeatureSpace.TERM,
            TERM_SHARE);

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
        return query.missingSearches();
    }

    @Override
    public boolean matches(boolean hasQuery, QueryExamples examples) {
        return hasQuery;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        if (query.searches().isEmpty()) {
            return ChannelResult.NOTHING;
        }
        List<SearchMatch> matches = query.searches().stream()
                .map(search -> SearchMatch.of(query.snapshot(), search)).toList();
        return new OverlapSearch(query, overlaps(query.snapshot(), matches),
                board -> matches.forEach(match -> match.addOthers(board)), boards)
                .best(contents -> largest(query.snapshot(), matches, contents));
    }

    /** Returns the features of all searches, so that each is read once. */
    private List<FeatureMatch> overlaps(ServingSnapshot snapshot, List<SearchMatch> matches) {
        List<FeatureMatch> overlaps = new ArrayList<>(FeatureSpace.values().length);
        for (FeatureSpace space : FeatureSpace.values()) {
            SparseSum sum = new SparseSum();
            for (SearchMatch match : matches) {
                SparseVector features = match.features(space);
                sum.add(features.ordinals(), features.weights(), 0, features.size(), 1);
            }
            if (sum.size() > 0) {
                overlaps.add(new FeatureMatch(snapshot, space, sum.top(sum.size()), boards));
            }
        }
        return overlaps;
    }

    private Reason[] largest(ServingSnapshot snapshot, List<SearchMatch> matches, int[] contents) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        for (SearchMatch match : matches) {
            Reason reason = new Reason(Reason.Kind.QUERY, match.search.text());
            float[] scores = scores(snapshot, match, contents);
            for (int rank = 0; rank < contents.length; rank++) {
                if (scores[rank] > largest[rank]) {
                    largest[rank] = scores[rank];
                    reasons[rank] = reason;
                }
            }
        }
        return reasons;
    }

    private float[] scores(ServingSnapshot snapshot, SearchMatch match, int[] contents) {
        float[] scores = new float[contents.length];
        try (ScoreBoard clicks = boards.take(snapshot.contentCount())) {
            match.addOthers(clicks);
            for (int i = 0; i < contents.length; i++) {
                scores[i] = clicks.score(contents[i]);
            }
        }
        overlaps(snapshot, List.of(match)).forEach(overlap -> overlap.addTo(scores, contents));
        return scores;
    }

    /**
     * Scores of one search.
     *
     * @param newWords new contents with words of the search
     * @param features by space, times the weight of the search and the share of the space
     */
    private record SearchMatch(
            QueryIntent search, SparseTable clickThrough, NewWords.Found newWords,
            Map<FeatureSpace, SparseVector> features) {

        static SearchMatch of(ServingSnapshot snapshot, QueryIntent search) {
            Map<FeatureSpace, SparseVector> features = new EnumMap<>(FeatureSpace.class);
            SHARE.forEach((space, share) -> features.put(space, scaled(space, search.features().vector(space),
                    snapshot.tables().features(space).idf(), search.weight() * share)));
            NewWords words = snapshot.module(NewWords.class);
            return new SearchMatch(search, snapshot.tables().ledTo(),
                    words == null ? NewWords.Found.NOTHING : words.find(snapshot.overlay(), search.text()), features);
        }

        SparseVector features(FeatureSpace space) {
            return features.getOrDefault(space, SparseVector.EMPTY);
        }

        /** Adds what contents score besides their overlaps: clicks, and words that the generation does not know. */
        void addOthers(ScoreBoard board) {
            newWords.contents().forEach(row -> board.addAll(row.contents(), row.weights(), 0, row.contents().length,
                    search.weight() * TERM_SHARE / newWords.words()));
            int row = search.query();
            if (row >= 0 && clickThrough.start(row) < clickThrough.end(row)) {
                SparseTable.Row clicked = clickThrough.row(row);
                board.addAll(clicked.columns(), clicked.weights(), 0, clicked.columns().length, search.weight());
            }
        }
    }

    /**
     * Multiplies weights by the inverse document frequency (IDF) and scales them to a length. Terms are multiplied by the
     * IDF once more: a content's terms have unit length only with it, and so the overlap is a cosine.
     */
    private static SparseVector scaled(FeatureSpace space, SparseVector features, float[] idf, float length) {
        float[] weights = new float[features.size()];
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = features.weights()[i] * idf[features.ordinals()[i]];
            squares += weights[i] * weights[i];
        }
        float norm = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= length * (space == FeatureSpace.TERM ? idf[features.ordinals()[i]] : 1) / norm;
        }
        return new SparseVector(features.ordinals(), weights);
    }
}
