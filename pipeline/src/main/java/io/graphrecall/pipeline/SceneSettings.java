package io.graphrecall.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShares;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.FilterParser;
import io.graphrecall.pipeline.filter.Limit;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code scenes} of the settings. */
record SceneSettings(List<Scene> scenes) {

    private static final FilterParser FILTERS = new FilterParser();

    /** Requires that each variant is another scene without variants, and that an interleaved one can be interleaved. */
    SceneSettings {
        scenes = List.copyOf(scenes);
        Map<String, Scene> plain = new LinkedHashMap<>();
        scenes.stream().filter(scene -> scene.variants().isEmpty()).forEach(scene -> plain.put(scene.name(), scene));
        for (Scene scene : scenes) {
            for (Scene.Variant variant : scene.variants()) {
                Scene other = plain.get(variant.scene());
                if (other == null) {
                    throw new IllegalArgumentException(
                            "scene '" + scene.name() + "' has the variant '" + variant.scene()
                                    + "', expected a scene without variants: " + String.join(", ", plain.keySet()));
                }
                if (variant.interleaved()) {
                    scene.requireInterleavable(other);
                }
            }
        }
    }

    /** Returns a sentence for each variant that lacks a condition of its scene, as that of a copied scene can. */
    List<String> laxVariants() {
        return scenes.stream().flatMap(scene -> scene.variants().stream().map(Scene.Variant::scene)
                .filter(variant -> scenes.stream().anyMatch(
                        other -> other.name().equals(variant) && !hasConditions(other.filter(), scene.filter())))
                .map(variant -> ("scene '%s' has a must or must-not that its variant '%s' lacks: users of the variant also get "
                        + "contents that the scene excludes").formatted(scene.name(), variant)))
                .toList();
    }

    private static boolean hasConditions(FilterGroup filter, FilterGroup expected) {
        return filter.must().containsAll(expected.must()) && filter.mustNot().containsAll(expected.mustNot());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SceneSettings of(Map<String, Keys> byName) {
        return new SceneSettings(byName.entrySet().stream()
                .map(entry -> entry.getValue().scene(entry.getKey())).toList());
    }

    @JsonValue
    Map<String, Keys> byName() {
        Map<String, Keys> byName = new LinkedHashMap<>();
        scenes.forEach(scene -> byName.put(scene.name(), Keys.of(scene)));
        return byName;
    }

    /** The keys of one scene. */
    record Keys(
            @JsonProperty(required = true) Blend blend,
            @JsonProperty(required = true) Duration timeout,
            @JsonProperty(required = true) ChannelShares channels,
            @Nullable Boolean excludeSeen,
            @Nullable Boolean matchQuery,
            @Nullable List<FilterParser.@Nullable Condition> must,
            @Nullable List<FilterParser.@Nullable Condition> mustNot,
            @Nullable List<LimitKeys> limits,
            @Nullable List<VariantKeys> variants) {

        static Keys of(Scene scene) {
            return new Keys(
                    scene.blend(), scene.timeout(), new ChannelShares(scene.channels()), scene.excludeSeen(),
                    scene.matchQuery(), FilterParser.Condition.of(scene.filter().must()),
                    FilterParser.Condition.of(scene.filter().mustNot()),
                    scene.limits().stream().map(LimitKeys::of).toList(),
                    scene.variants().stream().map(VariantKeys::of).toList());
        }

        Scene scene(String name) {
            return new Scene(name, blend, null, channels.byChannel(), timeout,
                    FILTERS.parse(new FilterParser.Filter(must, null, mustNot), (pointer, reason) -> {
                        throw new IllegalArgumentException(
                                "scene '" + name + "': filter " + pointer.replace('_', '-') + " " + reason);
                    }),
                    excludeSeen == null || excludeSeen, Boolean.TRUE.equals(matchQuery),
                    limits == null ? List.of() : limits.stream().map(LimitKeys::limit).toList(),
                    variants == null ? List.of() : variants.stream().map(VariantKeys::variant).toList());
        }
    }

    /** The keys of a limit, as in a request. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitKeys(
            @JsonProperty(required = true) String field, @Nullable Integer level,
            @JsonProperty(required = true) int max) {

        static LimitKeys of(Limit limit) {
            return new LimitKeys(limit.field(), limit.level(), limit.max());
        }

        Limit limit() {
            return new Limit(field, level, max);
        }
    }

    /** The keys of a variant. */
    record VariantKeys(
            @JsonProperty(required = true) String scene,
            @JsonProperty(required = true) double share,
            @Nullable Boolean interleaved) {

        static VariantKeys of(Scene.Variant variant) {
            return new VariantKeys(variant.scene(), variant.share(), variant.interleaved());
        }

        Scene.Variant variant() {
            return new Scene.Variant(scene, share, Boolean.TRUE.equals(interleaved));
        }
    }
}
