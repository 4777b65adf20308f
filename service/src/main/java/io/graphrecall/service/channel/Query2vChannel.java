package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.metapath.FeatureTables;
import io.graphrecall.metapath.SparseVector;
import io.graphrecall.schema.NodeLabel;

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
        ScoreBoard board = boards.take(query.snapshot().contentCount());
        FeatureMatch match = new FeatureMatch(query.snapshot(), board);
        for (int q = 0; q < searches.size(); q++) {
            QueryIntent search = searches.get(q);
            addLedTo(query.snapshot().tables().ledTo(), search, board, q);
            for (FeatureSpace space : FeatureSpace.values()) {
                SparseVector wanted = search.features().vector(space);
                if (!wanted.isEmpty()) {
                    FeatureTables tables = query.snapshot().tables().features(space);
                    float share = SHARE.getOrDefault(space, 0f);
                    match.add(space, telling(space, wanted, tables.idf()), search.weight() * share, q);
                }
            }
        }
        List<Reason> because = searches.stream().map(search -> new Reason(NodeLabel.QUERY, search.text())).toList();
        ChannelAnswer answer = board.best(query.size(), query, because);
        boards.giveBack(board);
        return answer;
    }

    private static void addLedTo(CsrTable ledTo, QueryIntent search, ScoreBoard board, int reason) {
        if (search.query() < 0) {
            return;
        }
        int start = ledTo.start(search.query());
        int end = ledTo.end(search.query());
        float most = start == end ? 1 : ledTo.weight(start);
        for (int i = start; i < end; i++) {
            board.add(ledTo.column(i), search.weight() * ledTo.weight(i) / most, reason);
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
