package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.QueryExamples;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoard;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Contents for a user's searches: those that other users clicked after the same query, and those with the tags,
 * categories, attributes and terms that the query names. For each search q of weight w
 * {@code score(c) += w * (clickThrough(q, c) + sum over spaces s of share(s) * overlap(q, c, s))}. The overlap of terms is
 * mainly their coverage: the part of the query that the content has. So a content with all words comes before a short one
 * with one of them. Cost: at most the postings of the named features, of the generation and of the overlay; see
 * {@link OverlapSearch}.
 */
public final class Query2vChannel implements RecallChannel {

    private static final float TERM_SHARE = 0.5f;
    /** Part of coverage in the overlap of terms. The rest is their cosine. */
    private static final float COVERAGE = 0.7f;
    /** Share by which popularity raises scores, at most. It orders contents that match alike. */
    private static final float POPULARITY = 0.1f;
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
        String missing = query.missingSearches();
        return missing != null || query.searches().stream().anyMatch(search -> knows(query.snapshot(), search))
                ? missing
                : "no word of the searches is known";
    }

    /**
     * Returns true if this channel can find contents for a search: a word of it is a feature of the generation or a word of
     * a new content, or contents were clicked after it.
     */
    public static boolean knows(ServingSnapshot snapshot, QueryIntent search) {
        NewWords words = snapshot.module(NewWords.class);
        return !search.features().vectors().isEmpty()
                || (words != null && words.contain(snapshot.overlay(), search.text()))
                || SearchMatch.clicked(snapshot, search).columns().length > 0;
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
                board -> matches.forEach(match -> match.addOthers(board)), POPULARITY, boards)
                .best(contents -> largest(query.snapshot(), matches, contents));
    }

    /** Returns the features of all searches, so that each is read once. */
    private List<FeatureMatch> overlaps(ServingSnapshot snapshot, List<SearchMatch> matches) {
        List<FeatureMatch> overlaps = new ArrayList<>(FeatureSpace.values().length);
        for (FeatureSpace space : FeatureSpace.values()) {
            SparseSum sum = new SparseSum();
            SparseSum presence = new SparseSum();
            for (SearchMatch match : matches) {
                Features features = match.features(space);
                sum.add(features.ordinals, features.weights, 0, features.ordinals.length, 1);
                presence.add(features.ordinals, features.presence, 0, features.presence.length, 1);
            }
            if (sum.size() > 0) {
                SparseVector features = new SparseVector(ordinals(sum), sums(sum));
                overlaps.add(new FeatureMatch(snapshot, space, features,
                        presence.size() == 0 ? null : sums(presence), boards));
            }
        }
        return overlaps;
    }

    private static int[] ordinals(SparseSum sum) {
        return IntStream.range(0, sum.size()).map(sum::ordinal).toArray();
    }

    private static float[] sums(SparseSum sum) {
        float[] sums = new float[sum.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sum.sum(i);
        }
        return sums;
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
     * @param clicked  query click-through of the search
     * @param newWords new contents with words of the search
     */
    private record SearchMatch(
            QueryIntent search, SparseTable.Row clicked, NewWords.Found newWords,
            Map<FeatureSpace, Features> features) {

        static SearchMatch of(ServingSnapshot snapshot, QueryIntent search) {
            Map<FeatureSpace, Features> features = new EnumMap<>(FeatureSpace.class);
            SHARE.forEach((space, share) -> features.put(space, space == FeatureSpace.TERM
                    ? Features.ofTerms(snapshot, search, search.weight() * share)
                    : Features.named(snapshot, search, space, search.weight() * share)));
            NewWords words = snapshot.module(NewWords.class);
            return new SearchMatch(search, clicked(snapshot, search),
                    words == null ? NewWords.Found.NOTHING : words.find(snapshot.overlay(), search.text()), features);
        }

        /** Returns the row of the query or, as only one query of a form has a row, that of its form. */
        private static SparseTable.Row clicked(ServingSnapshot snapshot, QueryIntent search) {
            SparseTable ledTo = snapshot.tables().ledTo();
            return IntStream.of(search.query(), snapshot.queryReader().similarQuery(search.text()))
                    .filter(query -> query >= 0 && ledTo.start(query) < ledTo.end(query))
                    .mapToObj(ledTo::row).findFirst().orElse(SparseTable.Row.EMPTY);
        }

        Features features(FeatureSpace space) {
            return Objects.requireNonNull(features.get(space));
        }

        /** Adds scores other than overlaps: of click-through, and of words that the generation does not know. */
        void addOthers(ScoreBoard board) {
            newWords.contents().forEach(row -> board.addAll(row.contents(), row.weights(), 0, row.contents().length,
                    search.weight() * TERM_SHARE / newWords.words()));
            board.addAll(clicked.columns(), clicked.weights(), 0, clicked.columns().length, search.weight());
        }
    }

    /**
     * Features of a search in one space, times the weight of the search and the share of the space.
     *
     * @param presence by feature, score of a content that has it, in addition to the product of the weights; empty for none
     */
    private record Features(int[] ordinals, float[] weights, float[] presence) {

        private static final float[] NO_PRESENCE = {};

        /**
         * Multiplies the weights of named features by the inverse document frequency (IDF) and scales them to the length of
         * the largest weight, which is the confidence in them. Features that no content has do not count.
         */
        static Features named(ServingSnapshot snapshot, QueryIntent search, FeatureSpace space, float scale) {
            FeatureTables tables = snapshot.tables().features(space);
            SparseVector named = search.features().vector(space);
            float[] weights = new float[named.size()];
            float largest = 0;
            double squares = 0;
            for (int i = 0; i < weights.length; i++) {
                int feature = named.ordinals()[i];
                if (tables.largest()[feature] > 0 || snapshot.overlay().postings(space, feature) != null) {
                    weights[i] = named.weights()[i] * tables.idf()[feature];
                    largest = Math.max(largest, named.weights()[i]);
                    squares += weights[i] * weights[i];
                }
            }
            float norm = squares == 0 ? 0 : (float) (scale * largest / Math.sqrt(squares));
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= norm;
            }
            return new Features(named.ordinals(), weights, NO_PRESENCE);
        }

        /**
         * Returns the features for coverage and cosine. The terms of query and content have unit length after multiplication
         * by the IDF.
         */
        static Features ofTerms(ServingSnapshot snapshot, QueryIntent search, float scale) {
            float[] idf = snapshot.tables().features(FeatureSpace.TERM).idf();
            SparseVector terms = search.features().vector(FeatureSpace.TERM);
            float[] weights = new float[terms.size()];
            float[] presence = new float[terms.size()];
            for (int i = 0; i < weights.length; i++) {
                float idfOf = idf[terms.ordinals()[i]];
                float unit = terms.weights()[i] * idfOf;
                weights[i] = scale * (1 - COVERAGE) * unit * idfOf;
                presence[i] = scale * COVERAGE * unit * unit;
            }
            return new Features(terms.ordinals(), weights, presence);
        }
    }
}
