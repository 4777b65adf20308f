package io.graphrecall.retrieval.neighbour;

import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.profile.EngagementWeights;

import java.util.Arrays;

/**
 * Each user's contents in the order of the first positive engagement, each content once, with the strength of the
 * strongest engagement, which is positive. Users are those of the behaviour. Immutable; thread-safe.
 */
public final class EngagementSequences {

    private final int[] offsets;
    private final int[] contents;
    private final float[] strengths;

    private EngagementSequences(int[] offsets, int[] contents, float[] strengths) {
        this.offsets = offsets;
        this.contents = contents;
        this.strengths = strengths;
    }

    public static EngagementSequences of(Behaviour behaviour, int contentCount, EngagementWeights weights) {
        int users = behaviour.users().size();
        int[] offsets = new int[users + 1];
        int[] contents = new int[1024];
        float[] strengths = new float[1024];
        int[] placeOf = new int[contentCount];
        Arrays.fill(placeOf, -1);
        int size = 0;
        for (int user = 0; user < users; user++) {
            for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
                if (!behaviour.action(event).positive()) {
                    continue;
                }
                float strength = (float) weights.strength(behaviour.action(event), behaviour.dwellMs(event));
                if (strength <= 0) {
                    continue;
                }
                int content = behaviour.target(event);
                int place = placeOf[content];
                if (place >= offsets[user]) {
                    strengths[place] = Math.max(strengths[place], strength);
                    continue;
                }
                if (size == contents.length) {
                    contents = Arrays.copyOf(contents, size + (size >> 1));
                    strengths = Arrays.copyOf(strengths, contents.length);
                }
                placeOf[content] = size;
                contents[size] = content;
                strengths[size++] = strength;
            }
            offsets[user + 1] = size;
        }
        return new EngagementSequences(offsets, Arrays.copyOf(contents, size), Arrays.copyOf(strengths, size));
    }

    public int users() {
        return offsets.length - 1;
    }

    /** How many places all sequences have together. */
    public int size() {
        return contents.length;
    }

    /** The first place of a user's sequence. */
    int start(int user) {
        return offsets[user];
    }

    /** One after the last place of a user's sequence. */
    int end(int user) {
        return offsets[user + 1];
    }

    int content(int place) {
        return contents[place];
    }

    float strength(int place) {
        return strengths[place];
    }
}
