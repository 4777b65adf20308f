package io.graphrecall.pipeline;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.BlendedList;
import io.graphrecall.blend.ChannelList;
import io.graphrecall.blend.TeamDraft;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.pipeline.state.StateRead;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The execution plan of one request: the channels to call, the query they all get, and the blend of their lists.
 *
 * @param requested name of the request's scene
 * @param variant   name of the variant that a user of an experiment gets; null without an experiment
 * @param calls     in order of priority
 * @param state     the user's state, without the search and the examples of the request
 * @param rankings  the scene that serves the request, or two that are interleaved
 * @param draftSeed seed of the interleaving
 * @param limits    limits of the result
 * @param history   knowledge of the user; null if the user's state was not available
 */
record RecallPlan(
        String requested, @Nullable String variant, List<ChannelCall> calls, StateRead state,
        RecallQuery query, List<SceneRanking> rankings, long draftSeed, List<Limit> limits,
        RecallResult.@Nullable History history) {

    /** Returns false if the user's history could not be read in time. */
    boolean historyKnown() {
        return state.source() != StateRead.Source.NONE;
    }

    /**
     * A scene that ranks what the channels return.
     *
     * @param calls    its channels with its shares, in order of priority
     * @param matching channels, of which at least one must find a content of the list; empty for no such condition
     */
    record SceneRanking(Scene scene, List<ChannelCall> calls, Blend blend, Set<String> matching) {

        /** Blends the lists of the scene's channels; those of other scenes are left out. */
        BlendedList blend(BlendInput all) {
            Map<String, ChannelList> lists = new HashMap<>();
            all.channels().forEach(list -> lists.put(list.id(), list));
            List<ChannelList> own = new ArrayList<>(calls.size());
            for (ChannelCall call : calls) {
                ChannelList list = lists.get(call.channel().id());
                own.add(list == null
                        ? ChannelResult.NOTHING.list(call.channel().id(), call.share())
                        : new ChannelList(list.id(), list.contents(), list.scores(), call.share()));
            }
            return blend.blend(
                    new BlendInput(own, all.size(), all.tieBreak(), all.contents(), all.now(), scene.model(),
                            kept(own), all.limits()));
        }

        /** Returns the contents that the list may have. */
        private IntPredicate kept(List<ChannelList> lists) {
            if (matching.isEmpty()) {
                return content -> true;
            }
            IntHashSet matched = new IntHashSet();
            for (ChannelList list : lists) {
                if (matching.contains(list.id())) {
                    matched.addAll(list.contents());
                }
            }
            return matched::contains;
        }
    }

    BlendedList blend(BlendInput lists) {
        return rankings.size() == 1
                ? rankings.getFirst().blend().blend(lists)
                : TeamDraft.interleave(
                        lists, rankings.stream().map(ranking -> ranking.scene().name()).toList(),
                        rankings.stream()
                                .map(ranking -> ranking.blend(limits.isEmpty() ? lists : lists.unlimited())).toList(),
                        draftSeed);
    }

    /** Returns the channels, of which at least one must find a content; empty for no such condition. */
    Set<String> matching() {
        return rankings.stream().flatMap(ranking -> ranking.matching().stream()).collect(Collectors.toSet());
    }

    BlendInput blendInput(List<ChannelRun> runs, int size) {
        List<ChannelList> lists = new ArrayList<>(runs.size());
        for (ChannelRun run : runs) {
            lists.add(run.answer().list(run.channel(), run.share()));
        }
        IntPredicate kept = rankings.stream().map(ranking -> ranking.kept(lists)).reduce(IntPredicate::or)
                .orElseThrow();
        return new BlendInput(lists, size, query.tieBreak(), query.snapshot(), query.now(),
                rankings.getFirst().scene().model(), kept,
                limits.stream().map(limit -> limit.in(query.snapshot())).toList());
    }
}
