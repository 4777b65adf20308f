package io.graphrecall.service.snapshot;

import io.graphrecall.generation.NodeIndex;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed since a generation was built: new contents with ordinals above the generation's range, changed and
 * withdrawn ones under their old ordinals. Searched beside the generation and folded in by the next one. Immutable;
 * {@link #with} gives the next version.
 */
public final class LiveOverlay {

    private final NodeIndex base;
    private final LiveFeatures features;
    private final Map<String, LiveContent> byId;
    private final List<LiveContent> added;
    private final BitSet replaced;
    /** By space and content. */
    private final Map<String, Map<Integer, LiveVector>> vectors = new HashMap<>();

    private LiveOverlay(
            NodeIndex base,
            LiveFeatures features,
            Map<String, LiveContent> byId,
            List<LiveContent> added,
            BitSet replaced) {
        this.base = base;
        this.features = features;
        this.byId = byId;
        this.added = added;
        this.replaced = replaced;
        byId.values().forEach(content -> content.vectors().forEach((space, vector) -> vectors
                .computeIfAbsent(space, none -> new HashMap<>()).put(content.content(), vector)));
    }

    static LiveOverlay empty(NodeIndex base, LiveFeatures features) {
        return new LiveOverlay(base, features, Map.of(), List.of(), new BitSet());
    }

    /** This overlay and some changes. A change older than what is known of its content is left out. */
    LiveOverlay with(Collection<ContentChange> changes) {
        Map<String, LiveContent> newById = new HashMap<>(byId);
        List<LiveContent> newAdded = new ArrayList<>(added);
        BitSet newReplaced = (BitSet) replaced.clone();
        for (ContentChange change : changes) {
            String id = change.id().key();
            LiveContent known = newById.get(id);
            if (known != null && known.seq() >= change.seq()) {
                continue;
            }
            int ordinal = known != null ? known.content() : base.ordinal(id);
            if (ordinal < 0) {
                ordinal = base.size() + newAdded.size();
            }
            LiveContent content = features.understand(change, ordinal);
            newById.put(id, content);
            if (ordinal < base.size()) {
                newReplaced.set(ordinal);
            } else if (ordinal - base.size() < newAdded.size()) {
                newAdded.set(ordinal - base.size(), content);
            } else {
                newAdded.add(content);
            }
        }
        return new LiveOverlay(base, features, newById, newAdded, newReplaced);
    }

    /** Every content that is new, changed or withdrawn, in no particular order. */
    public Collection<LiveContent> contents() {
        return byId.values();
    }

    /** The contents that are new, by ordinal. */
    public List<LiveContent> newer() {
        return Collections.unmodifiableList(added);
    }

    /** How many contents are new; their ordinals follow the generation's. */
    public int newContents() {
        return added.size();
    }

    /** Whether the generation's own facts on this content no longer hold. */
    public boolean replaces(int content) {
        return replaced.get(content);
    }

    /** The vectors of a space that the generation does not know, by content. */
    public Map<Integer, LiveVector> vectors(String space) {
        return vectors.getOrDefault(space, Map.of());
    }

    /** The vector of a content in a space, or null where the generation's own holds, if it has one. */
    public @Nullable LiveVector vector(String space, int content) {
        return vectors(space).get(content);
    }

    /** The overlay's content of an id, or null. */
    public @Nullable LiveContent find(String id) {
        return byId.get(id);
    }

    /** The overlay's content of an ordinal, or null where the generation's own facts hold. */
    public @Nullable LiveContent find(int content) {
        if (content >= base.size()) {
            return added.get(content - base.size());
        }
        return replaced.get(content) ? byId.get(base.key(content)) : null;
    }
}
