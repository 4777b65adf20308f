package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.filter.FilterGroup;
import io.graphrecall.service.snapshot.KeyHash;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recall settings of one page or surface: feed, detail page, search.
 *
 * @param model    model of {@link Blend#LEARNED}; null if none was trained
 * @param channels shares by channel id, in order of priority
 * @param timeout  time after which the result is returned without unfinished channels
 * @param filter   conditions that every content satisfies, in addition to the request's conditions
 * @param variants scenes that some of the users get instead, for an experiment
 */
public record Scene(
        String name,
        Blend blend,
        @Nullable BlendModel model,
        Map<String, ChannelShare> channels,
        Duration timeout,
        FilterGroup filter,
        List<Variant> variants) {

    public Scene {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        variants = List.copyOf(variants);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("scene '" + name + "' has no channels");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "scene '" + name + "' has the timeout " + timeout + ", expected a positive one");
        }
        double share = variants.stream().mapToDouble(Variant::share).sum();
        if (share > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "scene '" + name + "' has variants for a share of " + share + " of the users, expected at most 1");
        }
    }

    /**
     * A scene that some of the users of another scene get.
     *
     * @param scene name of the scene
     * @param share share of the users, above 0
     */
    public record Variant(String scene, double share) {

        public Variant {
            if (!(share > 0)) {
                throw new IllegalArgumentException(
                        "variant '" + scene + "' has the share " + share + ", expected more than 0");
            }
        }
    }

    /**
     * Returns the name of the scene that a user gets: this one or a variant. It depends on the hash of user and scene, so a
     * user gets the same scene from every member, and the variants of two scenes are independent of each other.
     */
    String nameFor(String user) {
        double position = KeyHash.position(name, user);
        for (Variant variant : variants) {
            position -= variant.share();
            if (position < 0) {
                return variant.scene();
            }
        }
        return name;
    }

    Scene withChannels(Map<String, ChannelShare> others) {
        return new Scene(name, blend, model, others, timeout, filter, variants);
    }
}
