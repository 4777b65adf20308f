package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Contents for what a user searched: those that the same query led others to, and those that share the tags,
 * categories, attributes and words it names. For each search q of weight w
 * {@code score(c) += w * (led(q, c) + sum over spaces s of share(s) * cosine-like overlap(q, c, s))}.
 */
public final class Query2vChannel implements RecallChannel {

    /** What an overlap in each space counts beside having been led to. */
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
    public ChannelAnswer recall(RecallQuery query) {
        List<QueryIntent> searches = query.searches();
        if (searches.isEmpty()) {
            return ChannelAnswer.NOTHING;
        }
        List<SearchMatch> matches = searches.stream().map(search -> SearchMatch.of(query.snapshot(), search, boards))
                .toList();
        int range = query.snapshot().contentCount();
        ScoreBoard board = boards.take(range);
        matches.forEach(match -> match.addTo(board));
        ChannelAnswer answer = board.best(query, contents -> largest(matches, contents, range));
        boards.giveBack(board);
        return answer;
    }

    /** For each content the search that adds most. */
    private Reason[] largest(List<SearchMatch> matches, int[] contents, int range) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        ScoreBoard board = boards.take(range);
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
        boards.giveBack(board);
        return reasons;
    }

    /** What one search scores contents by; an overlap counts {@code weight * SHARE}. */
    private record SearchMatch(QueryIntent search, CsrTable ledTo, List<FeatureMatch> overlaps) {

        static SearchMatch of(ServingSnapshot snapshot, QueryIntent search, ScoreBoards boards) {
            List<FeatureMatch> overlaps = new ArrayList<>(FeatureSpace.values().length);
            for (FeatureSpace space : FeatureSpace.values()) {
                SparseVector wanted = search.features().vector(space);
                if (!wanted.isEmpty()) {
                    float[] idf = snapshot.tables().features(space).idf();
                    overlaps.add(new FeatureMatch(snapshot, space, telling(space, wanted, idf), boards));
                }
            }
            return new SearchMatch(search, snapshot.tables().ledTo(), overlaps);
        }

        void addTo(ScoreBoard board) {
            if (search.query() >= 0) {
                int start = ledTo.start(search.query());
                int end = ledTo.end(search.query());
                board.addAll(ledTo.columnArray(), ledTo.weightArray(), start, end, ledToScale());
            }
            overlaps.forEach(overlap -> overlap.addTo(board, overlapScale(overlap)));
        }

        /** What a search led to most, which stands first in its row, counts 1 times the search's weight. */
        private float ledToScale() {
            int start = ledTo.start(search.query());
            return start == ledTo.end(search.query()) ? 0 : search.weight() / ledTo.weight(start);
        }

        private float overlapScale(FeatureMatch overlap) {
            return search.weight() * SHARE.getOrDefault(overlap.space(), 0f);
        }
    }

    /**
     * Weights times inverse document frequency, scaled to length 1; in the space of terms times that frequency once
     * more, because a content's terms have length 1 only with it, and so the overlap is a cosine.
     */
    private static SparseVector telling(FeatureSpace space, SparseVector wanted, float[] idf) {
        float[] weights = new float[wanted.size()];
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = wanted.weights()[i] * idf[wanted.ordinals()[i]];
            squares += weights[i] * weights[i];
        }
        float norm = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= (space == FeatureSpace.TERM ? idf[wanted.ordinals()[i]] : 1) / norm;
        }
        return new SparseVector(wanted.ordinals(), weights);
    }
}
