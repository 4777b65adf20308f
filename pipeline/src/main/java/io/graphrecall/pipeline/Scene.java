package io.graphrecall.pipeline;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.BlendModel;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.retrieval.KeyHash;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recall settings of one page or surface: feed, detail page, search.
 *
 * @param model    model of {@link Blend#LEARNED}; null if none was trained
 * @param channels shares by channel id, in order of priority
 * @param timeout  time after which the result is returned without unfinished channels
 * @param filter   conditions that every content satisfies, in addition to the request's conditions
 * @param excludeSeen true to leave out contents that the user has seen, unless a request says otherwise
 * @param matchQuery  true to keep only contents that a channel of the query found, unless a request says otherwise
 * @param limits     numbers of contents with equal values in a result, unless a request has its own
 * @param variants scenes that some of the users get instead, for an experiment
 * @param fitted   true to use the {@link FittedBlend} of the serving generation, if it has one
 */
public record Scene(
        String name,
        Blend blend,
        @Nullable BlendModel model,
        Map<String, ChannelShare> channels,
        Duration timeout,
        FilterGroup filter,
        boolean excludeSeen,
        boolean matchQuery,
        List<Limit> limits,
        List<Variant> variants,
        boolean fitted) {

    /** Creates a scene whose blend no generation fits. */
    public Scene(
            String name,
            Blend blend,
            @Nullable BlendModel model,
            Map<String, ChannelShare> channels,
            Duration timeout,
            FilterGroup filter,
            boolean excludeSeen,
            boolean matchQuery,
            List<Limit> limits,
            List<Variant> variants) {
        this(name, blend, model, channels, timeout, filter, excludeSeen, matchQuery, limits, variants, false);
    }

    public Scene {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        limits = List.copyOf(limits);
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
     * @param scene       name of the scene
     * @param share       share of the users, above 0
     * @param interleaved true if these users get one list that both scenes draft in turn
     */
    public record Variant(String scene, double share, boolean interleaved) {

        public Variant {
            if (!(share > 0)) {
                throw new IllegalArgumentException(
                        "variant '" + scene + "' has the share " + share + ", expected more than 0");
            }
        }
    }

    /**
     * Returns the variant that a user gets; empty for this scene. It depends on the hash of user and scene, so a user
     * gets the same scene from every member, and the variants of two scenes are independent of each other.
     */
    Optional<Variant> variantFor(String user) {
        double position = KeyHash.position(name, user);
        for (Variant variant : variants) {
            position -= variant.share();
            if (position < 0) {
                return Optional.of(variant);
            }
        }
        return Optional.empty();
    }

    /**
     * Requires that another scene can be interleaved with this one: both rank what the same channels return for one query.
     *
     * @throws IllegalArgumentException if the timeouts, the filters, the limits or the defaults of requests differ
     */
    public void requireInterleavable(Scene other) {
        String reason = !timeout.equals(other.timeout)
                ? "has the timeout " + other.timeout + ", expected " + timeout
                : !filter.equals(other.filter)
                        ? "has another must or must-not, expected the same"
                        : excludeSeen != other.excludeSeen || matchQuery != other.matchQuery
                                ? "has another exclude-seen or match-query, expected the same"
                                : limits.equals(other.limits) ? null : "has other limits, expected the same";
        if (reason != null) {
            throw new IllegalArgumentException(
                    "scene '" + name + "' has the interleaved variant '" + other.name + "', which " + reason);
        }
    }

    /** Returns this scene, with the model of another one if it has none. */
    Scene withModelOf(Scene other) {
        return model == null ? withBlend(blend, other.model, channels) : this;
    }

    Scene withChannels(Map<String, ChannelShare> others) {
        return new Scene(
                name, blend, model, others, timeout, filter, excludeSeen, matchQuery, limits, variants, fitted);
    }

    /** Returns this scene with another blend of other channels, which no generation fits. */
    public Scene withBlend(Blend other, @Nullable BlendModel otherModel, Map<String, ChannelShare> others) {
        return new Scene(name, other, otherModel, others, timeout, filter, excludeSeen, matchQuery, limits, variants);
    }

    public Scene withTimeout(Duration other) {
        return new Scene(
                name, blend, model, channels, other, filter, excludeSeen, matchQuery, limits, variants, fitted);
    }

    /** Returns this scene without variants, so that all users get it. */
    public Scene withoutVariants() {
        return new Scene(
                name, blend, model, channels, timeout, filter, excludeSeen, matchQuery, limits, List.of(), fitted);
    }

    /** Returns this scene with the blend that the serving generation fitted, if it has one. */
    public Scene withFittedBlend() {
        return new Scene(name, blend, model, channels, timeout, filter, excludeSeen, matchQuery, limits, variants,
                true);
    }
}
