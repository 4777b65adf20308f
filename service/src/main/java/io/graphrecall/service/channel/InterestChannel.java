package io.graphrecall.service.channel;

import io.graphrecall.retrieval.FeatureSpace;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Contents that have the features a user is interested in, whether the user met them in contents, items or searches:
 * {@code score(c) = sum over features f of interest(f) * weight(c, f)}, inverse document frequency counted in the
 * interest. Channel {@code tag} goes by tags, {@code attribute} by categories and property values, {@code term} by the
 * words of titles and texts. No popularity and no behaviour of others: it finds what nobody has seen yet.
 */
public final class InterestChannel implements RecallChannel {

    private final String id;
    private final List<FeatureSpace> spaces;
    private final ScoreBoards boards;

    private InterestChannel(String id, List<FeatureSpace> spaces, ScoreBoards boards) {
        this.id = id;
        this.spaces = spaces;
        this.boards = boards;
    }

    public static InterestChannel tag(ScoreBoards boards) {
        return new InterestChannel("tag", List.of(FeatureSpace.TAG), boards);
    }

    public static InterestChannel attribute(ScoreBoards boards) {
        return new InterestChannel("attribute", List.of(FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE), boards);
    }

    public static InterestChannel term(ScoreBoards boards) {
        return new InterestChannel("term", List.of(FeatureSpace.TERM), boards);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        List<FeatureMatch> matches = FeatureMatch.ofInterests(query, spaces, boards);
        if (matches.isEmpty()) {
            return ChannelAnswer.NOTHING;
        }
        ScoreBoard board = boards.take(query.snapshot().contentCount());
        matches.forEach(match -> match.addTo(board, 1));
        ChannelAnswer answer = board.best(query, contents -> largest(matches, contents));
        boards.giveBack(board);
        return answer;
    }

    /** For each content the feature that adds most. */
    private static @Nullable Reason[] largest(List<FeatureMatch> matches, int[] contents) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        matches.forEach(match -> match.largest(contents, largest, reasons));
        return reasons;
    }
}
