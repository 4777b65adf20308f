package io.graphrecall.service.channel.interest;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.service.overlay.OpenedModule;
import io.graphrecall.service.snapshot.KeyHash;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Numbers of users who have seen the contents of a generation and newer ones: those that the build counted, and those since
 * it was opened. A user who engaged with a content has seen it. A post that is repeated counts again. Thread-safe.
 */
public final class Exposures implements OpenedModule {

    /** Maximum number of contents that are counted beyond those of the generation. */
    private static final int MAX_NEWER = 100_000;

    private final NodeIndex index;
    private final long[] publishedAt;
    private final int budget;

    /** By content. */
    private final AtomicIntegerArray counts;

    /** Contents below the budget when the generation was opened: the newest first, then those without a known time. */
    private final int[] contents;
    private final int dated;

    /** Counts of contents that the generation does not have, by key. */
    private final ConcurrentMap<String, Integer> newer = new ConcurrentHashMap<>();

    /** @param budget number of users after which a content is known well enough */
    public Exposures(GraphTables tables, int budget) {
        this.budget = budget;
        index = tables.contents();
        publishedAt = tables.publishedAt();
        int[] initial = new int[index.size()];
        Arrays.setAll(initial, content -> Math.max(tables.impressions()[content], tables.positives()[content]));
        counts = new AtomicIntegerArray(initial);
        long[] hashes = new long[index.size()];
        Arrays.setAll(hashes, content -> KeyHash.of(index.key(content)));
        contents = IntStream.range(0, index.size()).filter(content -> initial[content] < budget).boxed()
                .sorted(Comparator.comparingLong((Integer content) -> publishedAt[content]).reversed()
                        .thenComparing(content -> hashes[content]))
                .mapToInt(Integer::intValue).toArray();
        dated = (int) Arrays.stream(contents).filter(content -> publishedAt[content] != Long.MIN_VALUE).count();
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

    /** Returns the share of the budget that a content has left, from 0 to 1. The snapshot has the names of newer contents. */
    float left(int content, ServingSnapshot snapshot) {
        return content < counts.length() ? left(content) : share(newer.getOrDefault(snapshot.contentId(content), 0));
    }

    private float left(int content) {
        return share(counts.get(content));
    }

    private float share(int count) {
        return Math.max(0, 1 - (float) count / budget);
    }

    /**
     * Returns contents of the generation that have a part of their budget left, at most a number of them: those published
     * since a time, the newest first, then those without a known time, from a position on.
     *
     * @param start any number; other numbers start at other contents without a known time
     */
    int[] contents(long since, int limit, int start) {
        int[] found = new int[Math.min(limit, contents.length)];
        int count = 0;
        for (int i = 0; i < dated && count < found.length && publishedAt[contents[i]] >= since; i++) {
            if (left(contents[i]) > 0) {
                found[count++] = contents[i];
            }
        }
        int undated = contents.length - dated;
        for (int i = 0; i < undated && count < found.length; i++) {
            int content = contents[dated + (Math.floorMod(start, undated) + i) % undated];
            if (left(content) > 0) {
                found[count++] = content;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Returns the number of contents of the generation that have a part of their budget left. */
    public int remaining() {
        return (int) Arrays.stream(contents).filter(content -> left(content) > 0).count();
    }
}
