package io.graphrecall.service.feedback;

import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contents of an answer, the channels that returned each, and what users did with them. Not thread-safe, except for
 * {@link #channels}.
 */
final class RecentAnswer {

    private static final byte SHOWN = 1;
    private static final byte CLICKED = 2;

    private final String scene;
    private final String variant;
    private final List<String> channels;
    /** Hashes of content ids, by position. */
    private final long[] contents;
    /** Sets of channels that returned a content, as bits. */
    private final long[] returned;
    private final byte[] states;
    /** By position; empty if the answer is not interleaved. */
    private final List<@Nullable String> teams;

    /** The scene of the request, also if another one served it. */
    String scene() {
        return scene;
    }

    /**
     * @param contents hashes of content ids, by position
     * @param returned set of channels that returned the content at a position: one bit per channel
     * @param teams    teams of the contents of an interleaved answer, by position; empty otherwise
     */
    RecentAnswer(String scene, String variant, List<String> channels, long[] contents, long[] returned,
            List<@Nullable String> teams) {
        this.scene = scene;
        this.variant = variant;
        this.channels = List.copyOf(channels);
        this.contents = contents;
        this.returned = returned;
        this.teams = teams;
        states = new byte[contents.length];
    }

    static RecentAnswer of(RecallResult result) {
        long[] contents = new long[result.size()];
        long[] returned = new long[result.size()];
        List<@Nullable String> teams = new ArrayList<>(0);
        int channels = Math.min(Long.SIZE, result.runs().size());
        for (int position = 0; position < contents.length; position++) {
            contents[position] = result.contentHash(position);
            if (result.isInterleaved()) {
                teams.add(result.team(position));
            }
            for (int channel = 0; channel < channels; channel++) {
                returned[position] |= result.rank(position, channel) >= 0 ? 1L << channel : 0;
            }
        }
        String variant = result.variant();
        return new RecentAnswer(result.scene(), variant == null ? result.scene() : variant,
                result.runs().stream().map(ChannelRun::channel).limit(channels).toList(), contents, returned, teams);
    }

    int size() {
        return contents.length;
    }

    /** Returns true if another answer has the same scene, variant and contents. */
    boolean repeats(RecentAnswer other) {
        return scene.equals(other.scene) && variant.equals(other.variant) && Arrays.equals(contents, other.contents);
    }

    /** Returns the channels that returned a content, or null if the answer lacks it. */
    @Nullable
    List<String> channels(long content) {
        for (int position = 0; position < contents.length; position++) {
            if (contents[position] == content) {
                return channels(position);
            }
        }
        return null;
    }

    private List<String> channels(int position) {
        List<String> found = new ArrayList<>();
        for (int channel = 0; channel < channels.size(); channel++) {
            if ((returned[position] >>> channel & 1) == 1) {
                found.add(channels.get(channel));
            }
        }
        return found;
    }

    /** Counts a content as shown, and if {@code isClick} as clicked, each once. Returns false if the answer lacks it. */
    boolean engaged(long content, boolean isClick, ClickObserver observer) {
        for (int position = 0; position < contents.length; position++) {
            if (contents[position] == content) {
                if ((states[position] & SHOWN) == 0) {
                    count(position, observer::shown);
                }
                if (isClick && (states[position] & CLICKED) == 0) {
                    count(position, observer::clicked);
                    String team = teams.isEmpty() ? null : teams.get(position);
                    if (team != null) {
                        observer.credited(scene, variant, team);
                    }
                }
                states[position] |= isClick ? SHOWN | CLICKED : SHOWN;
                return true;
            }
        }
        return false;
    }

    /** Counter of contents by scene, variant and channel. */
    @FunctionalInterface
    private interface Counter {

        void count(String scene, String variant, String channel);
    }

    private void count(int position, Counter counter) {
        counter.count(scene, variant, ClickObserver.ALL);
        channels(position).forEach(channel -> counter.count(scene, variant, channel));
    }
}
