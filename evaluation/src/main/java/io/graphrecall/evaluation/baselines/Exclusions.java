package io.graphrecall.evaluation.baselines;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Contents that the service does not return to a user: engaged ones, those of the latest impressions, and those by
 * blocked authors or with muted tags.
 *
 * @param seen        ids of contents that the user has seen
 * @param preferences authors and tags that the user does not want
 */
public record Exclusions(Set<String> seen, Preferences preferences) {

    private static final CypherStatement PREFERENCES = CypherStatement.of("recall/user-preferences");

    public Exclusions {
        seen = Set.copyOf(seen);
    }

    /**
     * Authors and tags that a user does not want.
     *
     * @param blockedAuthors user ids
     * @param mutedTags      names, narrower tags included
     */
    public record Preferences(Set<String> blockedAuthors, Set<String> mutedTags) {

        /** No preferences. */
        public static final Preferences NONE = new Preferences(Set.of(), Set.of());

        public Preferences {
            blockedAuthors = Set.copyOf(blockedAuthors);
            mutedTags = Set.copyOf(mutedTags);
        }

        /** Reads the preferences of some users from the graph; users without any have no entry. */
        public static Map<String, Preferences> read(GraphClient graph, Collection<String> users) {
            Map<String, Preferences> preferences = new HashMap<>();
            graph.stream(PREFERENCES, Map.of("users", List.copyOf(users)), row -> {
                Preferences found = new Preferences(
                        new HashSet<>(row.strings("blocked_authors")), new HashSet<>(row.strings("muted_tags")));
                if (!found.equals(NONE)) {
                    preferences.put(row.string("user_id"), found);
                }
            });
            return preferences;
        }
    }

    /**
     * Returns the exclusions after some events, by the same rules as the state of a served user.
     *
     * @param history events of the user, oldest first, impressions included
     */
    public static Exclusions of(List<LoggedEvent> history, Preferences preferences) {
        Set<String> seen = new HashSet<>();
        LinkedHashSet<String> impressed = new LinkedHashSet<>();
        for (LoggedEvent event : history) {
            String key = event.target().key();
            if (event.action() != Action.IMPRESSION && event.target().label() == NodeLabel.CONTENT) {
                seen.add(key);
            } else if (event.action() == Action.IMPRESSION) {
                impressed.addLast(key); // moves a known one
                if (impressed.size() > UserState.MAX_IMPRESSED) {
                    impressed.removeFirst();
                }
            }
        }
        seen.addAll(impressed);
        return new Exclusions(seen, preferences);
    }

    /** Returns the contents that the service would return at a time, by ordinal. */
    public IntPredicate eligible(GraphTables tables, long at) {
        BitSet seenContents = ordinals(tables.contents(), seen);
        BitSet blocked = ordinals(tables.authors(), preferences.blockedAuthors());
        BitSet muted = ordinals(tables.features(FeatureSpace.TAG).index(), preferences.mutedTags());
        SparseTable tags = tables.features(FeatureSpace.TAG).contents();
        return content -> tables.isEligible(content, at) && !seenContents.get(content)
                && !(tables.author()[content] >= 0 && blocked.get(tables.author()[content]))
                && !hasAny(tags, content, muted);
    }

    private static boolean hasAny(SparseTable features, int content, BitSet wanted) {
        for (int entry = features.start(content); entry < features.end(content); entry++) {
            if (wanted.get(features.column(entry))) {
                return true;
            }
        }
        return false;
    }

    private static BitSet ordinals(NodeIndex index, Set<String> keys) {
        BitSet ordinals = new BitSet();
        keys.stream().mapToInt(index::ordinal).filter(ordinal -> ordinal >= 0).forEach(ordinals::set);
        return ordinals;
    }
}
