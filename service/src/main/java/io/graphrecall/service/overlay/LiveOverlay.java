package io.graphrecall.service.overlay;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.service.space.LiveVector;
import io.graphrecall.service.space.ServingSpace;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final BitSet replaced;
    /** By space and content. */
    private final Map<String, Map<Integer, LiveVector>> vectors = new HashMap<>();
    /** By space: contents by the contents of the generation that have them among their neighbours. */
    private final Map<String, LivePostings> neighbours = new HashMap<>();
    /** By feature space: contents by feature. */
    private final Map<FeatureSpace, LivePostings> postings = new EnumMap<>(FeatureSpace.class);
    private final Map<FeatureSpace, Integer> maxFeatures = new EnumMap<>(FeatureSpace.class);
    private final Map<Class<?>, Object> indexes;

    private LiveOverlay(Base base, Map<String, LiveContent> byId, List<LiveContent> added, BitSet replaced) {
        this.base = base;
        this.byId = byId;
        this.added = added;
        this.replaced = replaced;
        byId.values().forEach(content -> content.vectors().forEach((space, vector) -> vectors
                .computeIfAbsent(space, none -> new HashMap<>()).put(content.ordinal(), vector)));
        vectors.forEach((space, live) -> neighbours.put(space, neighbours(live)));
        for (FeatureSpace space : FeatureSpace.values()) {
            postings.put(space, postings(space));
            maxFeatures.put(space, byId.values().stream()
                    .mapToInt(content -> content.features().vector(space).size()).max().orElse(0));
        }
        indexes = base.modules.indexes(newContents());
    }

    private static LivePostings neighbours(Map<Integer, LiveVector> live) {
        LivePostings.Builder builder = new LivePostings.Builder();
        live.forEach((content, vector) -> add(vector.inNeighboursOf(), content, builder));
        return builder.build();
    }

    private LivePostings postings(FeatureSpace space) {
        LivePostings.Builder builder = new LivePostings.Builder();
        byId.values().forEach(content -> add(content.features().vector(space), content.ordinal(), builder));
        return builder.build();
    }

    private static void add(SparseVector keys, int content, LivePostings.Builder builder) {
        for (int i = 0; i < keys.size(); i++) {
            builder.add(keys.ordinals()[i], content, keys.weights()[i]);
        }
    }

    /**
     * Returns the overlay of a generation without changes.
     *
     * @param spaces  the embedding spaces of the generation, by name
     * @param modules encode new contents
     */
    public static LiveOverlay empty(
            GraphTables tables, Segmenter segmenter, Map<String, ServingSpace> spaces, OpenedModules modules) {
        return new LiveOverlay(
                new Base(tables.contents(), new LiveFeatures(tables, segmenter), spaces, modules), Map.of(), List.of(),
                new BitSet());
    }

    /** Returns this overlay after some changes. A change that is older than the known version is ignored. */
    public LiveOverlay with(Collection<ContentChange> changes) {
        Map<String, LiveContent> newById = new HashMap<>(byId);
        List<LiveContent> newAdded = new ArrayList<>(added);
        BitSet newReplaced = (BitSet) replaced.clone();
        Map<String, NewContent> toEncode = new LinkedHashMap<>();
        for (ContentChange change : changes) {
            String id = change.id().key();
            LiveContent known = newById.get(id);
            if (known != null && known.seq() >= change.seq()) {
                continue;
            }
            LiveContent described = base.features.describe(change, ordinal(id, known, newAdded.size()));
            put(described, newById, newAdded, newReplaced);
            toEncode.remove(id);
            if (change.content() != null) {
                toEncode.put(id, new NewContent(change.content(), described));
            }
        }
        base.modules.encode(List.copyOf(toEncode.values()));
        toEncode.values().forEach(content -> put(content.encoded(base.spaces), newById, newAdded, newReplaced));
        return new LiveOverlay(base, newById, newAdded, newReplaced);
    }

    private int ordinal(String id, @Nullable LiveContent known, int newContents) {
        int ordinal = known != null ? known.ordinal() : base.contents.ordinal(id);
        return ordinal < 0 ? base.contents.size() + newContents : ordinal;
    }

    private void put(LiveContent content, Map<String, LiveContent> byId, List<LiveContent> added, BitSet replaced) {
        byId.put(content.id(), content);
        int place = content.ordinal() - base.contents.size();
        if (place < 0) {
            replaced.set(content.ordinal());
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

    /** Returns the largest number of features of a content of this overlay. */
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
        return replaced.get(content) ? byId.get(base.contents.key(content)) : null;
    }
}
