package io.graphrecall.pipeline;

import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.BlendedList;
import io.graphrecall.blend.fit.LabelledLists;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.interest.Query2vChannel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The result of a recall: contents in descending order of score, the channels that returned each and their reasons, and
 * the run of every channel. A view of the computed arrays, so that a result with hundreds of contents needs few objects.
 * Immutable; thread-safe.
 */
public final class RecallResult {

    private final PreparedRecall recall;
    private final @Nullable History history;
    private final RecallQuery query;
    private final BlendInput blended;
    private final BlendedList list;
    private final int available;
    private final List<ChannelRun> runs;
    private final Set<Degradation> degradations;
    private final long tookNanos;
    private final List<Share> shares;

    /**
     * @param history knowledge of the user; null if the user's state was not available
     * @param all     the whole blended list, of which the request may ask for a page
     * @param runs    the runs of the blended channels, in the order of {@code blended}
     */
    RecallResult(
            PreparedRecall recall,
            @Nullable History history,
            RecallQuery query,
            BlendInput blended,
            BlendedList all,
            List<ChannelRun> runs,
            Set<Degradation> degradations,
            long tookNanos) {
        this.recall = recall;
        this.history = history;
        this.query = query;
        this.blended = blended;
        list = recall.page(all);
        available = all.size();
        this.runs = List.copyOf(runs);
        this.degradations = Collections.unmodifiableSet(degradations);
        this.tookNanos = tookNanos;
        shares = shares(list, this.runs);
    }

    /** Name of the scene of the request. */
    public String scene() {
        return recall.scene();
    }

    /**
     * Name of the scene that served a user of an experiment: a variant, the scene itself, or both joined by {@code +} if
     * their lists are interleaved; null without an experiment.
     */
    public @Nullable String variant() {
        return recall.variant();
    }

    /** Id of the generation that served the recall.request(). */
    public String generation() {
        return query().snapshot().manifest().id().value();
    }

    /** Requested number of contents. */
    public int requested() {
        return recall.request().size();
    }

    /** Number of contents of the list that this result is a page of. */
    public int available() {
        return available;
    }

    /** Knowledge of a user. */
    public enum History implements WireNamed {
        /** The request names no user. */
        VISITOR,
        /** The user has no behaviour. */
        NEW,
        KNOWN
    }

    /** Knowledge of the user; null if the user's state was not available. */
    public @Nullable History history() {
        return history;
    }

    /** Search of the request; null if it has none. */
    public @Nullable QueryIntent search() {
        return recall.request().query() == null ? null : query.searches().getFirst();
    }

    /** Returns in words why no content can match the search of the request by its words; null if one can or without a search. */
    public @Nullable String unknownSearch() {
        QueryIntent search = search();
        return search == null || Query2vChannel.knows(query().snapshot(), search)
                ? null
                : "no word of the query is known: no content has one in its text, tags, categories or attributes, and none "
                        + "was clicked after it";
    }

    /** Returns the number of contents that one channel returned and another one, if it is given, did not. */
    public int found(String by, @Nullable String butNot) {
        List<String> channels = runs.stream().map(ChannelRun::channel).toList();
        int found = channels.indexOf(by);
        int not = channels.indexOf(butNot);
        return found < 0
                ? 0
                : (int) IntStream.range(0, size())
                        .filter(position -> rank(position, found) >= 0 && (not < 0 || rank(position, not) < 0)).count();
    }

    public BlendInput blended() {
        return blended;
    }

    /** Number of contents in the result. */
    public int size() {
        return list.size();
    }

    public long tookNanos() {
        return tookNanos;
    }

    /** Query that the channels got. */
    public RecallQuery query() {
        return query;
    }

    /** Returns the content at a position, as an ordinal of the query's snapshot. */
    public int content(int position) {
        return list.content(position);
    }

    /** Returns the id of the content at a position, from 0. */
    public String contentId(int position) {
        return query().snapshot().contentId(list.content(position));
    }

    /** Returns the {@link io.graphrecall.retrieval.KeyHash} of the id of the content at a position, from 0. */
    public long contentHash(int position) {
        return query().snapshot().contentHash(list.content(position));
    }

    public double score(int position) {
        return list.score(position);
    }

    /** Returns true if two scenes drafted the contents in turn. */
    public boolean isInterleaved() {
        return list.isInterleaved();
    }

    /** Returns the name of the scene that picked the content at a position of an interleaved list; null for none. */
    public @Nullable String team(int position) {
        return list.team(position);
    }

    /** Runs of the called channels, in order of priority. {@link #rank} and {@link #reasons} take an index into it. */
    public List<ChannelRun> runs() {
        return runs;
    }

    /** Returns the rank, from 0, of the content at a position in a channel's list, or -1 if the list lacks it. */
    public int rank(int position, int channel) {
        return list.rank(position, channel);
    }

    /**
     * Returns a channel's reason for each content, by position. Null if the channel did not return the content or has no
     * single reason. Computed at each call.
     */
    public @Nullable Reason[] reasons(int channel) {
        int[] contents = new int[size()];
        int count = 0;
        for (int position = 0; position < size(); position++) {
            if (rank(position, channel) >= 0) {
                contents[count++] = content(position);
            }
        }
        Reason[] reasons = new Reason[size()];
        if (count > 0) {
            Reason[] found = runs.get(channel).answer().reasons().of(Arrays.copyOf(contents, count));
            int next = 0;
            for (int position = 0; position < reasons.length; position++) {
                reasons[position] = rank(position, channel) >= 0 ? found[next++] : null;
            }
        }
        return reasons;
    }

    /** Returns the id of the content at a rank, from 0, of a channel's list. */
    public String contentId(int channel, int rank) {
        return query().snapshot().contentId(runs.get(channel).answer().contents()[rank]);
    }

    /** Returns the lists of the channels with the targets of the request, to fit a blend to. */
    public LabelledLists labelled(List<String> targets) {
        return new LabelledLists(blended, targets.stream().mapToInt(query().snapshot()::contentOrdinal).toArray());
    }

    /**
     * Returns this result if no channel failed and the user's state was read, so that a measurement counts no incomplete list.
     *
     * @throws RecallException with code UNAVAILABLE otherwise
     */
    public RecallResult requireComplete() {
        for (ChannelRun run : runs) {
            if (run.status().degraded()) {
                throw new RecallException(Code.UNAVAILABLE, "channel " + run.channel() + " ended with "
                        + run.status().wireName() + " for user '" + recall.request().user()
                        + "'; see the log for the cause");
            }
        }
        if (degradations.contains(Degradation.USER_STATE)) {
            throw new RecallException(Code.UNAVAILABLE,
                    "the state of user '" + recall.request().user() + "' could not be read; see the log for the cause");
        }
        return this;
    }

    /** Returns the reasons why this result may lack contents or be out of date; empty if there is none. */
    public Set<Degradation> degradations() {
        return degradations;
    }

    public boolean degraded() {
        return !degradations.isEmpty();
    }

    /** Counts of the contents of each channel's list by what became of them. */
    public List<Share> shares() {
        return shares;
    }

    private static List<Share> shares(BlendedList list, List<ChannelRun> runs) {
        int[] kept = new int[runs.size()];
        int[] duplicate = new int[runs.size()];
        for (int position = 0; position < list.size(); position++) {
            boolean taken = false;
            for (int channel = 0; channel < kept.length; channel++) {
                if (list.rank(position, channel) >= 0) {
                    (taken ? duplicate : kept)[channel]++;
                    taken = true;
                }
            }
        }
        List<Share> shares = new ArrayList<>(kept.length);
        for (int channel = 0; channel < kept.length; channel++) {
            int returned = runs.get(channel).answer().size();
            shares.add(new Share(kept[channel], duplicate[channel], returned - kept[channel] - duplicate[channel]));
        }
        return Collections.unmodifiableList(shares);
    }

    /**
     * Counts of a channel's contents. Their sum is the length of the channel's list.
     *
     * @param kept      contents in the result that no channel of higher priority returned
     * @param duplicate contents in the result that a channel of higher priority returned too
     * @param quota     contents not in the result, because of the channel's quota, the result's size, or another page
     */
    public record Share(int kept, int duplicate, int quota) {

        /** Number of the channel's contents in the result. */
        public int inResult() {
            return kept + duplicate;
        }
    }
}
