package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.retrieval.FeatureSpace;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Contents with the features that interest the user: {@code score(c) = sum over features f of interest(f) *
 * weight(c, f)}. The interest includes the inverse document frequency and counts contents, items and searches. Channel
 * {@code tag} uses tags, {@code attribute} categories and attributes, {@code term} the terms of titles and texts. It uses
 * no popularity and no behaviour of other users, so it retrieves cold contents. Cost: at most the postings of the
 * features, of the generation and of the overlay; see {@link OverlapSearch}.
 */
public final class InterestChannel implements RecallChannel {

    private static final Map<FeatureSpace, String> NAMES = Map.of(FeatureSpace.TAG, "tags", FeatureSpace.CATEGORY,
            "categories", FeatureSpace.ATTRIBUTE, "attributes", FeatureSpace.TERM, "terms");

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
    public @Nullable String missingInput(RecallQuery query) {
        return spaces.stream().allMatch(space -> query.interests().combined(space).isEmpty())
                ? "the user has no interests in " + String.join(" or ", spaces.stream().map(NAMES::get).toList())
                : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        List<FeatureMatch> matches = FeatureMatch.ofInterests(query, spaces, boards);
        if (matches.isEmpty()) {
            return ChannelResult.NOTHING;
        }
        return new OverlapSearch(query, matches, board -> {
        }, 0, boards).best(contents -> largest(matches, contents));
    }

    private static @Nullable Reason[] largest(List<FeatureMatch> matches, int[] contents) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        matches.forEach(match -> match.largest(contents, largest, reasons));
        return reasons;
    }
}
