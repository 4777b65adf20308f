package io.graphrecall.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.ChannelShares;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.filter.FilterGroup;
import io.graphrecall.service.filter.FilterPart;
import io.graphrecall.service.filter.ValueRange;
import io.graphrecall.service.pipeline.Scene;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code scenes} of the settings. */
record SceneSettings(List<Scene> scenes) {

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
            @Nullable List<ClauseKeys> must,
            @Nullable List<ClauseKeys> mustNot,
            @Nullable List<VariantKeys> variants) {

        static Keys of(Scene scene) {
            return new Keys(
                    scene.blend(), scene.timeout(), new ChannelShares(scene.channels()),
                    scene.filter().must().stream().map(ClauseKeys::of).toList(),
                    scene.filter().mustNot().stream().map(ClauseKeys::of).toList(),
                    scene.variants().stream().map(VariantKeys::of).toList());
        }

        Scene scene(String name) {
            return new Scene(name, blend, null, channels.byChannel(), timeout,
                    new FilterGroup(clauses(must), List.of(), clauses(mustNot)),
                    variants == null ? List.of() : variants.stream().map(VariantKeys::variant).toList());
        }

        private static List<FilterPart> clauses(@Nullable List<ClauseKeys> keys) {
            return keys == null ? List.of() : List.copyOf(keys.stream().map(ClauseKeys::clause).toList());
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

    /** The keys of a condition on one field, as in a request. Ranges are of times. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ClauseKeys(
            @JsonProperty(required = true) String field,
            @Nullable List<String> any,
            @Nullable List<String> all,
            @Nullable String prefix,
            @Nullable Instant gte,
            @Nullable Instant lt) {

        static ClauseKeys of(FilterPart part) {
            Clause clause = (Clause) part; // as made below
            ValueRange range = clause.range();
            return new ClauseKeys(clause.field(), clause.any(), clause.all(), clause.prefix(),
                    range == null ? null : time(range.gte()), range == null ? null : time(range.lt()));
        }

        Clause clause() {
            return new Clause(field, any == null ? List.of() : any, all == null ? List.of() : all, prefix,
                    new ValueRange(millis(gte), null, null, millis(lt)));
        }

        private static @Nullable Instant time(@Nullable Double millis) {
            return millis == null ? null : Instant.ofEpochMilli(millis.longValue());
        }

        private static @Nullable Double millis(@Nullable Instant time) {
            return time == null ? null : (double) time.toEpochMilli();
        }
    }
}
