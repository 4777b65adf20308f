package io.graphrecall.service.channel.interest;

import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.ScoreBoards;

import java.util.List;

/** The user's interests in some contents, by tags, categories and attributes. */
final class Affinity {

    private static final List<FeatureSpace> SPACES = List
            .of(FeatureSpace.TAG, FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE);

    private Affinity() {}

    /** Returns a number in [0, 1] per content; 1 is the largest of them. */
    static float[] of(RecallQuery query, int[] contents, ScoreBoards boards) {
        float[] affinity = new float[contents.length];
        FeatureMatch.ofInterests(query, SPACES, boards).forEach(match -> match.addTo(affinity, contents));
        float largest = 0;
        for (float one : affinity) {
            largest = Math.max(largest, one);
        }
        for (int i = 0; i < affinity.length && largest > 0; i++) {
            affinity[i] /= largest;
        }
        return affinity;
    }
}
