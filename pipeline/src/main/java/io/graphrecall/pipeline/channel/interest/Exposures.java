package io.graphrecall.pipeline.channel.interest;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers of times that contents of a generation and newer ones were seen: the users that the build counted, and the
 * impressions since then that this process was told of. A user who engaged with a content has seen it. A post that is
 * repeated counts again. Thread-safe.
 */
public final class Exposures implements OpenedModule {

    /** Maximum number of contents that are counted beyond those of the generation. */
    private static final int MAX_NEWER = 100_000;

    /** Contents without budget that a walk may pass; after more, they are removed from its list. */
    private static final int MAX_USED_UP = 1_000;

    private final NodeIndex index;
    private final long[] publishedAt;
    private final ExploreSettings settings;

    /** By content. */
    private final AtomicIntegerArray counts;

    /** Contents with a known time, the newest first; null before the first use. Later without most of those that are used up. */
    private volatile int @Nullable [] dated;

    /** Contents without a known time that were below the budget. Later without most of those that are used up. */
    private volatile int[] undated;

    /** Counts of contents that the generation does not have, by key. */
    private final ConcurrentMap<String, Integer> newer = new ConcurrentHashMap<>();

    /** @param earlier counts of a generation that was opened before, whose impressions the build may lack; null for none */
    public Exposures(GraphTables tables, ExploreSettings settings, @Nullable Exposures earlier) {
        this(tables, settings, earlier, false);
    }

    /** @param isRollback true if the generation opened before is a newer one, whose contents this one lacks for a while */
    Exposures(GraphTables tables, ExploreSettings settings, @Nullable Exposures earlier, boolean isRollback) {
        this.settings = settings;
        index = tables.contents();
        publishedAt = tables.publishedAt();
        int[] initial = new int[index.size()];
        Arrays.setAll(initial, content -> Math.max(
                Math.max(tables.impressions()[content], tables.positives()[content]),
                earlier == null ? 0 : earlier.count(index.key(content))));
        counts = new AtomicIntegerArray(initial);
        if (earlier != null) {
            Stream.concat(earlier.newer.keySet().stream(), isRollback ? earlier.index.keys().stream() : Stream.empty())
                    .filter(key -> index.ordinal(key) < 0 && earlier.count(key) > 0).limit(MAX_NEWER)
                    .forEach(key -> newer.put(key, earlier.count(key)));
        }
        undated = IntStream.range(0, index.size())
                .filter(content -> publishedAt[content] == Long.MIN_VALUE && initial[content] < settings.budget())
                .boxed()
                .sorted(Comparator.comparingLong(content -> KeyHash.of(index.key(content))))
                .mapToInt(Integer::intValue).toArray();
    }

    /** Counts contents that users were shown. */
    void shown(Collection<String> keys) {
        for (String key : keys) {
            int content = index.ordinal(key);
            if (content >= 0) {
                counts.incrementAndGet(content);
            } else if (newer.containsKey(key) || newer.size() < MAX_NEWER) {
                newer.merge(key, 1, Integer::sum);
            }
        }
    }

    private int count(String key) {
        int content = index.ordinal(key);
        return content < 0 ? newer.getOrDefault(key, 0) : counts.get(content);
    }

    /** Returns the share of the budget that a content has left, from 0 to 1. The snapshot has the names of newer contents. */
    float left(int content, ServingSnapshot snapshot) {
        return content < counts.length() ? left(content) : share(newer.getOrDefault(snapshot.contentId(content), 0));
    }

    private float left(int content) {
        return share(counts.get(content));
    }

    private float share(int count) {
        return Math.max(0, 1 - (float) count / settings.budget());
    }

    /**
     * Returns contents of the generation that have a part of their budget left: those in the window, the
     * newest first, then those without a known time, from a position on.
     *
     * @param eligible the contents that may be recalled
     * @param limit    maximum number of contents
     * @param start    any number; other numbers start at other contents without a known time
     */
    int[] contents(ServingSnapshot snapshot, IntPredicate eligible, long now, int limit, int start) {
        long oldest = oldest(snapshot, now);
        IntArrayList found = new IntArrayList();
        int[] known = dated;
        int[] byPublication = known == null ? snapshot.byPublication() : known;
        int usedUp = 0;
        for (int content : byPublication) {
            if (found.size() >= limit || publishedAt[content] < oldest) {
                break;
            }
            usedUp += add(content, eligible, found) ? 0 : 1;
        }
        if (usedUp > MAX_USED_UP) {
            dated = withBudget(byPublication);
        }
        int[] others = undated;
        usedUp = 0;
        for (int i = 0; i < others.length && found.size() < limit; i++) {
            int content = others[(Math.floorMod(start, others.length) + i) % others.length];
            usedUp += add(content, eligible, found) ? 0 : 1;
        }
        if (usedUp > MAX_USED_UP) {
            undated = withBudget(others);
        }
        return found.toArray();
    }

    /** Returns false if the content's budget is used up. */
    private boolean add(int content, IntPredicate eligible, IntArrayList found) {
        if (left(content) <= 0) {
            return false;
        }
        if (eligible.test(content)) {
            found.add(content);
        }
        return true;
    }

    /** A budget that is used up stays so. */
    private int[] withBudget(int[] contents) {
        return IntStream.of(contents).filter(content -> left(content) > 0).toArray();
    }

    /** Returns the earliest publication time of a new content. Times that give only an order limit nothing. */
    long oldest(ServingSnapshot snapshot, long now) {
        return snapshot.timestamps() == DataSet.Timestamps.REAL
                ? now - settings.window().toMillis()
                : ServingSnapshot.UNKNOWN_TIME + 1;
    }

    /** Returns the number of contents of the generation that the channel can recall. */
    public int remaining(ServingSnapshot snapshot, long now) {
        return contents(snapshot, snapshot.eligible(now), now, Integer.MAX_VALUE, 0).length;
    }
}
