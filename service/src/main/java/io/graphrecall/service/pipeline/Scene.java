package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.filter.Clause;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of one place where recall is used: feed, detail page, search.
 *
 * @param model    what {@link Blend#LEARNED} goes by; null where none was fitted
 * @param channels by id, in order of priority
 * @param timeout  after which an answer goes out with what has come
 * @param must     conditions on every content of this scene, beside the request's own
 * @param mustNot  likewise
 */
public record Scene(
        String name,
        Blend blend,
        @Nullable BlendModel model,
        Map<String, ChannelShare> channels,
        Duration timeout,
        List<Clause> must,
        List<Clause> mustNot) {

    public Scene {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        must = List.copyOf(must);
        mustNot = List.copyOf(mustNot);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("scene '" + name + "' has no channels");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("scene '" + name + "' has no positive timeout: " + timeout);
        }
    }
}
