package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendInput;
import io.graphrecall.service.blend.BlendedList;
import io.graphrecall.service.blend.ChannelList;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.state.StateRead;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The execution plan of one request: the channels to call, the query they all get, and the blend of their lists.
 *
 * @param requested name of the request's scene
 * @param variant   name of the scene that serves a user of an experiment; null without an experiment
 * @param scene     scene that serves the request
 * @param calls     in order of priority
 */
record RecallPlan(
        String requested, @Nullable String variant, Scene scene, List<ChannelCall> calls, StateRead.Source stateSource,
        RecallQuery query, Blend blend) {

    /** Blends the lists of some channel runs into one list of up to {@code size} contents. */
    BlendedList blend(List<ChannelRun> runs, int size) {
        return blend.blend(blendInput(runs, size));
    }

    BlendInput blendInput(List<ChannelRun> runs, int size) {
        List<ChannelList> lists = new ArrayList<>(runs.size());
        for (ChannelRun run : runs) {
            lists.add(new ChannelList(run.channel(), run.answer(), run.share()));
        }
        return new BlendInput(lists, size, query.tieBreak(), query.snapshot(), query.now(), scene.model());
    }
}
