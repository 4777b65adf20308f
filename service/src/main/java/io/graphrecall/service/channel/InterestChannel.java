package io.graphrecall.service.channel;

import io.graphrecall.metapath.FeatureSpace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Contents that have the features a user is interested in, whether the user met them in contents, items or searches:
 * {@code score(c) = sum over features f of interest(f) * weight(c, f)}, inverse document frequency counted in the
 * interest. Channel {@code tag} goes by tags, {@code attribute} by categories and property values, {@code term} by the
 * words of titles and texts. No popularity and no behaviour of others: it finds what nobody has seen yet.
 */
public final class InterestChannel implements RecallChannel {

    private final String id;
    private final Set<FeatureSpace> spaces;
    private final ScoreBoards boards;

    private InterestChannel(String id, Set<FeatureSpace> spaces, ScoreBoards boards) {
        this.id = id;
        this.spaces = spaces;
        this.boards = boards;
    }

    public static InterestChannel tag(ScoreBoards boards) {
        return new InterestChannel("tag", Set.of(FeatureSpace.TAG), boards);
    }

    public static InterestChannel attribute(ScoreBoards boards) {
        return new InterestChannel("attribute", Set.of(FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE), boards);
    }

    public static InterestChannel term(ScoreBoards boards) {
        return new InterestChannel("term", Set.of(FeatureSpace.TERM), boards);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        if (spaces.stream().allMatch(space -> query.interests().combined(space).isEmpty())) {
            return ChannelAnswer.NOTHING;
        }
        ScoreBoard board = boards.take(query.snapshot().contentCount());
        FeatureMatch match = new FeatureMatch(query.snapshot(), board);
        List<Reason> because = new ArrayList<>();
        for (FeatureSpace space : FeatureSpace.values()) {
            if (spaces.contains(space)) {
                match.add(space, query.interests().combined(space), 1, because);
            }
        }
        ChannelAnswer answer = board.best(query.size(), query, because);
        boards.giveBack(board);
        return answer;
    }
}
