package io.graphrecall.pipeline;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.BlendedList;
import io.graphrecall.blend.ChannelList;
import io.graphrecall.blend.Limits;
import io.graphrecall.blend.TeamDraft;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.filter.Limit;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The blend of what the channels return for one query.
 *
 * @param calls     channels to call, in order of priority
 * @param rankings  the scene that serves the request, or two that are interleaved
 * @param draftSeed seed of the interleaving
 * @param limits    limits of the result
 */
record RecallBlend(
        RecallQuery query, List<ChannelCall> calls, List<SceneRanking> rankings, long draftSeed, List<Limit> limits) {

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

    /** Blends lists; interleaves those of two scenes. */
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

    /** Returns the input of a blend of at most some contents. */
    BlendInput input(List<ChannelRun> runs, int size) {
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

    /** Returns the limit that a list would exceed with a further content, or null. */
    @Nullable
    String exceededLimit(BlendedList list, int content) {
        Limits counted = new Limits(limits.stream().map(limit -> limit.in(query.snapshot())).toList());
        for (int position = 0; position < list.size(); position++) {
            counted.count(list.content(position));
        }
        return counted.exceeded(content);
    }
}
