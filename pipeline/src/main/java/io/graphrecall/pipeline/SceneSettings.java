package io.graphrecall.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShares;
import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.FilterPart;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.pipeline.filter.ValueRange;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
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
            @Nullable List<ClauseKeys> must,
            @Nullable List<ClauseKeys> mustNot,
            @Nullable List<LimitKeys> limits,
            @Nullable List<VariantKeys> variants) {

        static Keys of(Scene scene) {
            return new Keys(
                    scene.blend(), scene.timeout(), new ChannelShares(scene.channels()), scene.excludeSeen(),
                    scene.matchQuery(), ClauseKeys.of(scene.filter().must()), ClauseKeys.of(scene.filter().mustNot()),
                    scene.limits().stream().map(LimitKeys::of).toList(),
                    scene.variants().stream().map(VariantKeys::of).toList());
        }

        Scene scene(String name) {
            return new Scene(name, blend, null, channels.byChannel(), timeout,
                    new FilterGroup(ClauseKeys.parts(must), List.of(), ClauseKeys.parts(mustNot)),
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

    /** The keys of a condition on one field, or of a group of conditions, as in a request. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ClauseKeys(
            @Nullable String field,
            @Nullable List<String> any,
            @Nullable List<String> all,
            @Nullable String prefix,
            @Nullable JsonNode gte,
            @Nullable JsonNode gt,
            @Nullable JsonNode lte,
            @Nullable JsonNode lt,
            @Nullable List<ClauseKeys> must,
            @Nullable List<ClauseKeys> should,
            @Nullable List<ClauseKeys> mustNot) {

        static List<ClauseKeys> of(List<FilterPart> parts) {
            return parts.stream().map(ClauseKeys::of).toList();
        }

        private static ClauseKeys of(FilterPart part) {
            return switch (part) {
                case FilterGroup group -> new ClauseKeys(null, null, null, null, null, null, null, null,
                        of(group.must()), of(group.should()), of(group.mustNot()));
                case Clause clause -> {
                    ValueRange range = clause.range();
                    boolean time = clause.field().equals(Clause.PUBLISHED_AT);
                    yield range == null
                            ? new ClauseKeys(clause.field(), clause.any(), clause.all(), clause.prefix(), null, null,
                                    null, null, null, null, null)
                            : new ClauseKeys(clause.field(), null, null, null, json(range.gte(), time),
                                    json(range.gt(), time), json(range.lte(), time), json(range.lt(), time), null, null,
                                    null);
                }
            };
        }

        static List<FilterPart> parts(@Nullable List<ClauseKeys> keys) {
            return keys == null ? List.of() : keys.stream().map(ClauseKeys::part).toList();
        }

        private FilterPart part() {
            FilterGroup group = new FilterGroup(parts(must), parts(should), parts(mustNot));
            boolean isGroup = !group.equals(FilterGroup.NONE);
            if (field == null ? !isGroup : isGroup) {
                throw new IllegalArgumentException("a condition has a field, or clauses in must, should and must-not");
            }
            if (field == null) {
                return group;
            }
            boolean time = field.equals(Clause.PUBLISHED_AT);
            try {
                return new Clause(field, any == null ? List.of() : any, all == null ? List.of() : all, prefix,
                        new ValueRange(ValueRange.bound(gte, time, false), ValueRange.bound(gt, time, true),
                                ValueRange.bound(lte, time, true), ValueRange.bound(lt, time, false)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("filter field '" + field + "' " + e.getMessage(), e);
            }
        }

        private static @Nullable JsonNode json(ValueRange.@Nullable Bound bound, boolean time) {
            return bound == null
                    ? null
                    : time ? TextNode.valueOf(bound.time()) : DoubleNode.valueOf(bound.value());
        }
    }
}
