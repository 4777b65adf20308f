package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.metapath.SparseVector;
import io.graphrecall.service.live.ServingSnapshot;
import org.jspecify.annotations.Nullable;

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
        List<SearchMatch> matches = searches.stream().map(search -> SearchMatch.of(query.snapshot(), search)).toList();
        ScoreBoard board = boards.take(query.snapshot().contentCount());
        matches.forEach(match -> match.addTo(board));
        ChannelAnswer answer = board.best(query, contents -> content -> reason(matches, content));
        boards.giveBack(board);
        return answer;
    }

    /** The search that adds most. */
    private static @Nullable Reason reason(List<SearchMatch> matches, int content) {
        String text = null;
        float most = 0;
        for (SearchMatch match : matches) {
            float score = match.score(content);
            if (score > most) {
                most = score;
                text = match.search.text();
            }
        }
        return text == null ? null : new Reason(Reason.Kind.QUERY, text);
    }

    /** What one search scores contents by; an overlap counts {@code weight * SHARE}. */
    private record SearchMatch(QueryIntent search, CsrTable ledTo, List<FeatureMatch> overlaps) {

        static SearchMatch of(ServingSnapshot snapshot, QueryIntent search) {
            List<FeatureMatch> overlaps = new ArrayList<>(FeatureSpace.values().length);
            for (FeatureSpace space : FeatureSpace.values()) {
                SparseVector wanted = search.features().vector(space);
                if (!wanted.isEmpty()) {
                    float[] idf = snapshot.tables().features(space).idf();
                    overlaps.add(new FeatureMatch(snapshot, space, telling(space, wanted, idf)));
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

        float score(int content) {
            float score = 0;
            for (FeatureMatch overlap : overlaps) {
                score += overlapScale(overlap) * overlap.overlap(content);
            }
            if (search.query() >= 0) {
                for (int i = ledTo.start(search.query()); i < ledTo.end(search.query()); i++) {
                    score += ledTo.column(i) == content ? ledToScale() * ledTo.weight(i) : 0;
                }
            }
            return score;
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
