package io.graphrecall.retrieval.neighbour;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.profile.EngagementWeights;

import java.util.Arrays;

/**
 * Contents of each user in the order of their first positive engagement, each content once, with the strength of its
 * strongest engagement. Strengths are positive. Users are those of the behaviour. Immutable; thread-safe.
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

    /** Extracts the sequences from behaviour. */
    public static EngagementSequences of(Behaviour behaviour, int contentCount, EngagementWeights weights) {
        int users = behaviour.users().size();
        int[] offsets = new int[users + 1];
        IntArrayList contents = new IntArrayList();
        FloatArrayList strengths = new FloatArrayList();
        int[] positionOf = new int[contentCount];
        Arrays.fill(positionOf, -1);
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
                int position = positionOf[content];
                if (position >= offsets[user]) {
                    strengths.set(position, Math.max(strengths.get(position), strength));
                    continue;
                }
                positionOf[content] = contents.size();
                contents.add(content);
                strengths.add(strength);
            }
            offsets[user + 1] = contents.size();
        }
        return new EngagementSequences(offsets, contents.toArray(), strengths.toArray());
    }

    public int users() {
        return offsets.length - 1;
    }

    /** Total length of all sequences. */
    public int size() {
        return contents.length;
    }

    /** First position of a user's sequence. */
    public int start(int user) {
        return offsets[user];
    }

    /** Position after the last one of a user's sequence. */
    public int end(int user) {
        return offsets[user + 1];
    }

    public int content(int position) {
        return contents[position];
    }

    float strength(int position) {
        return strengths[position];
    }
}
