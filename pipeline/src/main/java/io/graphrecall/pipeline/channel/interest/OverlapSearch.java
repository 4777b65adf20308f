package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoard;
import io.graphrecall.pipeline.channel.ScoreBoards;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the contents of the largest overlap with the features of a user or of searches, without a sum for each content that
 * has one of them: MaxScore (Turtle and Flood, 1995), feature by feature. The features that can add most come first. As
 * soon as K contents have a higher sum than the features left can add together, a content with a low sum cannot be among
 * the best K, and is dropped. When few contents are left, their own features complete the sums. The result is that of all
 * sums, but for rounding. Not thread-safe.
 */
final class OverlapSearch {

    /** Number of contents from which on the search is faster: between 12,000, where it is slower, and 100,000. */
    private static final int MIN_CONTENTS = 50_000;
    /** Covers the rounding of sums in another order. */
    private static final double MARGIN = 1.0001;
    /** Number of postings that are read in the time that completes one sum, as the features of a content are not in the cache. */
    private static final int COMPLETION = 60;

    private final RecallQuery query;
    private final List<FeatureMatch> matches;
    private final Consumer<ScoreBoard> others;
    private final float popularity;
    private final ScoreBoards boards;

    /**
     * @param others     adds the scores of contents other than overlaps
     * @param popularity share by which the score of the most popular content increases
     */
    OverlapSearch(RecallQuery query, List<FeatureMatch> matches, Consumer<ScoreBoard> others, float popularity,
            ScoreBoards boards) {
        this.query = query;
        this.matches = matches;
        this.others = others;
        this.popularity = popularity;
        this.boards = boards;
    }

    /**
     * A feature of the user.
     *
     * @param match    index of its match
     * @param position position in the query of that match
     * @param bound    the most that it can add to a content
     * @param postings number of contents that have it
     */
    private record Feature(int match, int position, double bound, int postings) {}

    /**
     * Returns the contents with the largest overlaps that the query's filter accepts. Among few contents, all sums take less
     * time than the search.
     */
    ChannelResult best(Reasons reasons) {
        return query.snapshot().contentCount() < MIN_CONTENTS ? ofAll(reasons) : ofLargest(reasons);
    }

    /** Returns the best contents by the sums of all. */
    ChannelResult ofAll(Reasons reasons) {
        try (ScoreBoard board = boards.take(query.snapshot().contentCount())) {
            others.accept(board);
            matches.forEach(match -> match.addTo(board));
            return best(board, reasons);
        }
    }

    /** Returns the best contents by the largest sums. */
    ChannelResult ofLargest(Reasons reasons) {
        try (ScoreBoard board = boards.take(query.snapshot().contentCount())) {
            float floor = addLargest(board);
            ChannelResult result = best(board, reasons);
            if (floor == 0 || reaches(result, floor)) {
                return result;
            }
        }
        // The filter removed so many that dropped contents may be among the best.
        return ofAll(reasons);
    }

    private ChannelResult best(ScoreBoard board, Reasons reasons) {
        if (popularity > 0) {
            board.multiply(content -> 1 + popularity * query.snapshot().relativePopularity(content));
        }
        return board.best(query, reasons);
    }

    private boolean reaches(ChannelResult result, float floor) {
        return result.size() == query.size() && result.scores()[result.size() - 1] >= floor;
    }

    /** Adds the sums of the contents to a board, but drops those that are lower than the returned one. 0 if none is dropped. */
    float addLargest(ScoreBoard board) {
        List<Feature> features = features();
        long postingsLeft = features.stream().mapToLong(Feature::postings).sum();
        List<BitSet> done = matches.stream().map(match -> new BitSet()).toList();
        others.accept(board);
        long read = 0;
        long nextLook = query.size();
        float floor = 0;
        for (int next = 0; next < features.size();) {
            Feature feature = features.get(next++);
            matches.get(feature.match).addTo(board, feature.position);
            done.get(feature.match).set(feature.position);
            postingsLeft -= feature.postings;
            read += feature.postings;
            if (read < nextLook || postingsLeft == 0) {
                continue;
            }
            nextLook = read + read / 2;
            float reached = reached(board);
            double boundLeft = bound(features.subList(next, features.size())) * MARGIN;
            double needed = reached / (1 + popularity) - boundLeft;
            if (needed > 0) {
                floor = reached;
                long contents = board.closeBelow((float) needed);
                if (contents * COMPLETION < postingsLeft) {
                    complete(board, done);
                    break;
                }
            }
        }
        return floor;
    }

    /** Returns the most that features, the largest bounds first, add to a content, which has only so many of each space. */
    private double bound(List<Feature> features) {
        int[] left = matches.stream().mapToInt(FeatureMatch::maxFeatures).toArray();
        return features.stream().filter(feature -> left[feature.match]-- > 0).mapToDouble(Feature::bound).sum();
    }

    private List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int m = 0; m < matches.size(); m++) {
            FeatureMatch match = matches.get(m);
            for (int position = 0; position < match.size(); position++) {
                features.add(new Feature(m, position, match.bound(position), match.postings(position)));
            }
        }
        features.sort(Comparator.comparingDouble(Feature::bound).reversed());
        return features;
    }

    /** Returns a sum that more contents reach than are asked for: those that the user has seen and a quarter for the filter. */
    private float reached(ScoreBoard board) {
        return board.floor(query.size() + query.size() / 4 + query.filter().seen().length);
    }

    private void complete(ScoreBoard board, List<BitSet> done) {
        int[] contents = board.ordinals();
        float[] rest = new float[contents.length];
        for (int m = 0; m < matches.size(); m++) {
            matches.get(m).without(done.get(m)).addTo(rest, contents);
        }
        for (int i = 0; i < contents.length; i++) {
            board.add(contents[i], rest[i]);
        }
    }
}
