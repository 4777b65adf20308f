package io.graphrecall.pipeline.overlay;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.schema.AttributeValue;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contents that changed since a generation was built. New contents have ordinals above the generation's range;
 * changed and withdrawn ones keep their ordinals. The next generation includes these changes. Immutable; {@link #with}
 * returns the next version.
 */
public final class LiveOverlay {

    /** The part that all versions of one generation share. */
    private record Base(
            NodeIndex contents, LiveFeatures features, Map<String, ServingSpace> spaces, OpenedModules modules) {}

    private final Base base;
    private final Map<String, LiveContent> byId;
    private final List<LiveContent> added;
    /** Changed and withdrawn contents of the generation, by ordinal. */
    private final IntObjectHashMap<LiveContent> replacements;
    /** The keys of {@code replacements}. */
    private final BitSet replaced = new BitSet();
    /** By space and content. */
    private final Map<String, Map<Integer, LiveVector>> vectors;
    /** By space: contents by the contents of the generation that have them among their neighbours. */
    private final Map<String, LivePostings> neighbours;
    /** By feature space: contents by feature. */
    private final Map<FeatureSpace, LivePostings> postings;
    private final Map<FeatureSpace, Integer> maxFeatures;
    private final Map<Class<?>, Object> indexes;
    private volatile @Nullable Values values;

    /** Distinct values of the contents of a version. */
    public record Values(Map<FeatureSpace, Set<String>> features, Set<String> authors, Set<String> attributes) {

        private static Values of(Collection<LiveContent> contents) {
            Values values = new Values(new EnumMap<>(FeatureSpace.class), new HashSet<>(), new HashSet<>());
            for (FeatureSpace space : FeatureSpace.values()) {
                values.features.put(space, contents.stream().flatMap(content -> content.keys(space).stream())
                        .collect(Collectors.toSet()));
            }
            contents.stream().map(LiveContent::author).filter(Objects::nonNull).forEach(values.authors::add);
            values.keys(FeatureSpace.ATTRIBUTE)
                    .forEach(key -> values.attributes.add(AttributeValue.ofKey(key).property()));
            return values;
        }

        /** Keys of the features of a space. */
        public Set<String> keys(FeatureSpace space) {
            return features.getOrDefault(space, Set.of());
        }
    }

    private LiveOverlay(Base base) {
        this.base = base;
        byId = Map.of();
        added = List.of();
        replacements = new IntObjectHashMap<>();
        vectors = Map.of();
        neighbours = Map.of();
        postings = Map.of();
        maxFeatures = Map.of();
        indexes = Map.of();
    }

    /** @param changed contents of {@code byId} that the version before has in another form or not at all */
    private LiveOverlay(
            LiveOverlay before, Map<String, LiveContent> byId, List<LiveContent> added,
            IntObjectHashMap<LiveContent> replacements, Collection<LiveContent> changed) {
        base = before.base;
        this.byId = byId;
        this.added = added;
        this.replacements = replacements;
        for (IntCursor content : replacements.keys()) {
            replaced.set(content.value);
        }
        vectors = new HashMap<>(before.vectors);
        neighbours = new HashMap<>(before.neighbours);
        Set<String> spaces = new HashSet<>();
        before.versions(changed).forEach(content -> spaces.addAll(content.vectors().keySet()));
        spaces.forEach(space -> changeVectors(space, before, changed));
        postings = new EnumMap<>(FeatureSpace.class);
        maxFeatures = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            postings.put(space, postings(space, before, changed));
            maxFeatures.put(space, changed.stream().mapToInt(content -> content.features().vector(space).size())
                    .reduce(before.maxFeatures(space), Math::max));
        }
        SortedMap<Integer, LiveContent> byOrdinal = new TreeMap<>();
        changed.forEach(content -> byOrdinal.put(content.ordinal(), content));
        indexes = base.modules.indexes(before, byOrdinal);
    }

    /** Returns contents and what this version has of them. */
    private Stream<LiveContent> versions(Collection<LiveContent> contents) {
        return Stream.concat(contents.stream(),
                contents.stream().map(content -> byId.get(content.id())).filter(Objects::nonNull));
    }

    private void changeVectors(String space, LiveOverlay before, Collection<LiveContent> changed) {
        Map<Integer, LiveVector> live = new HashMap<>(before.vectors(space));
        LivePostings.Builder near = neighbours.getOrDefault(space, LivePostings.EMPTY).change();
        for (LiveContent content : changed) {
            LiveVector earlier = live.remove(content.ordinal());
            if (earlier != null) {
                near.remove(earlier.inNeighboursOf(), content.ordinal());
            }
            LiveVector vector = content.vectors().get(space);
            if (vector != null) {
                live.put(content.ordinal(), vector);
                near.add(vector.inNeighboursOf(), content.ordinal());
            }
        }
        vectors.put(space, live);
        neighbours.put(space, near.build());
    }

    private static LivePostings postings(FeatureSpace space, LiveOverlay before, Collection<LiveContent> changed) {
        LivePostings.Builder builder = before.postings.getOrDefault(space, LivePostings.EMPTY).change();
        for (LiveContent content : changed) {
            LiveContent earlier = before.find(content.id());
            if (earlier != null) {
                builder.remove(earlier.features().vector(space), content.ordinal());
            }
            builder.add(content.features().vector(space), content.ordinal());
        }
        return builder.build();
    }

    /**
     * Returns the overlay of a generation without changes.
     *
     * @param names   finds the names of tags in texts
     * @param spaces  the embedding spaces of the generation, by name
     * @param modules encode new contents
     */
    public static LiveOverlay empty(
            GraphTables tables, Segmenter segmenter, QueryReader names, Map<String, ServingSpace> spaces,
            OpenedModules modules) {
        return new LiveOverlay(
                new Base(tables.contents(), new LiveFeatures(tables, segmenter, names), spaces, modules));
    }

    /** Returns this overlay after some changes. A change that is older than the known version is ignored. */
    public LiveOverlay with(Collection<ContentChange> changes) {
        Map<String, LiveContent> newById = new HashMap<>(byId);
        List<LiveContent> newAdded = new ArrayList<>(added);
        IntObjectHashMap<LiveContent> newReplacements = replacements.clone();
        Set<String> changed = new LinkedHashSet<>();
        Map<String, NewContent> toEncode = new LinkedHashMap<>();
        for (ContentChange change : changes) {
            String id = change.id().key();
            LiveContent known = newById.get(id);
            if (known != null && known.seq() >= change.seq()) {
                continue;
            }
            LiveContent described = base.features.describe(change, ordinal(id, known, newAdded.size()));
            put(described, newById, newAdded, newReplacements);
            changed.add(id);
            toEncode.remove(id);
            if (change.content() != null) {
                toEncode.put(id, new NewContent(change.content(), described));
            }
        }
        base.modules.encode(List.copyOf(toEncode.values()));
        // Each new content is compared with all contents of each space.
        toEncode.values().parallelStream().map(content -> content.encoded(base.spaces)).toList()
                .forEach(content -> put(content, newById, newAdded, newReplacements));
        return new LiveOverlay(
                this, newById, newAdded, newReplacements, changed.stream().map(newById::get).toList());
    }

    private int ordinal(String id, @Nullable LiveContent known, int newContents) {
        int ordinal = known != null ? known.ordinal() : base.contents.ordinal(id);
        return ordinal < 0 ? base.contents.size() + newContents : ordinal;
    }

    private void put(LiveContent content, Map<String, LiveContent> byId, List<LiveContent> added,
            IntObjectHashMap<LiveContent> replacements) {
        byId.put(content.id(), content);
        int place = content.ordinal() - base.contents.size();
        if (place < 0) {
            replacements.put(content.ordinal(), content);
        } else if (place < added.size()) {
            added.set(place, content);
        } else {
            added.add(content);
        }
    }

    /** Every content that is new, changed or withdrawn, in no particular order. */
    public Collection<LiveContent> contents() {
        return byId.values();
    }

    /** The new contents, in the order of their ordinals. */
    public List<LiveContent> newContents() {
        return Collections.unmodifiableList(added);
    }

    /** Values of {@link #contents}. The first call scans them. */
    public Values values() {
        Values known = values;
        if (known == null) {
            known = Values.of(contents());
            values = known;
        }
        return known;
    }

    /** Returns true if the generation's data of any content is out of date. */
    public boolean replacesAny() {
        return !replaced.isEmpty();
    }

    /** Returns the contents of this overlay that a content of the generation has among its neighbours; null for none. */
    public LivePostings.@Nullable Row neighbours(String space, int content) {
        return neighbours.getOrDefault(space, LivePostings.EMPTY).row(content);
    }

    /** Returns the contents of this overlay with a feature of the generation; null if there are none. */
    public LivePostings.@Nullable Row postings(FeatureSpace space, int feature) {
        return postings.getOrDefault(space, LivePostings.EMPTY).row(feature);
    }

    /** Returns at least the largest number of features of a content of this overlay. */
    public int maxFeatures(FeatureSpace space) {
        return maxFeatures.getOrDefault(space, 0);
    }

    /** Returns the index of a class that a module made of the new contents, or null if there is none. */
    public <T> @Nullable T index(Class<T> type) {
        return type.cast(indexes.get(type));
    }

    /** Returns true if the generation's data of a content is out of date. */
    public boolean replaces(int content) {
        return replaced.get(content);
    }

    /** The vectors of a space that the generation does not have, by content. */
    public Map<Integer, LiveVector> vectors(String space) {
        return vectors.getOrDefault(space, Map.of());
    }

    /** Returns a content's vector in a space, or null if the overlay has none. */
    public @Nullable LiveVector vector(String space, int content) {
        return vectors(space).get(content);
    }

    /** Returns the content with an id, or null if the overlay does not have it. */
    public @Nullable LiveContent find(String id) {
        return byId.get(id);
    }

    /** Returns the content with an ordinal, or null if the overlay does not have it. */
    public @Nullable LiveContent find(int content) {
        if (content >= base.contents.size()) {
            return added.get(content - base.contents.size());
        }
        return replaced.get(content) ? replacements.get(content) : null;
    }
}
