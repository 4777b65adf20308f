package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.filter.FilterGroup;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recall settings of one page or surface: feed, detail page, search.
 *
 * @param model    model of {@link Blend#LEARNED}; null if none was trained
 * @param channels shares by channel id, in order of priority
 * @param timeout  time after which the result is returned without unfinished channels
 * @param filter   conditions that every content satisfies, in addition to the request's conditions
 */
public record Scene(
        String name,
        Blend blend,
        @Nullable BlendModel model,
        Map<String, ChannelShare> channels,
        Duration timeout,
        FilterGroup filter) {

    public Scene {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("scene '" + name + "' has no channels");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "scene '" + name + "' has the timeout " + timeout + ", expected a positive one");
        }
    }

    Scene withChannels(Map<String, ChannelShare> others) {
        return new Scene(name, blend, model, others, timeout, filter);
    }
}
