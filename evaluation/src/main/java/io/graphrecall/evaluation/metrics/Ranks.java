package io.graphrecall.evaluation.metrics;

import com.carrotsearch.hppc.IntArrayList;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Rank from 1 of the first target of each request in several lists; 0 for a miss. Not thread-safe. */
public final class Ranks {

    private final Map<String, IntArrayList> byList = new LinkedHashMap<>();
    private int requests;

    /** @param lists names of the lists */
    public Ranks(List<String> lists) {
        lists.forEach(name -> byList.put(name, new IntArrayList()));
    }

    /** Adds the ranks of a request by list. A missing list counts as a miss. */
    public void add(Map<String, Integer> ranks) {
        requests++;
        byList.forEach((name, column) -> column.add(ranks.getOrDefault(name, 0)));
    }

    /** Returns the number of requests. */
    public int requests() {
        return requests;
    }

    /** Returns the names of the lists. */
    public List<String> lists() {
        return List.copyOf(byList.keySet());
    }

    /** Returns the rank in a list; requests are numbered from 0. */
    public int rank(String list, int request) {
        return column(list).get(request);
    }

    /** Returns the share of requests with the target among the first {@code size} contents; 0 without requests. */
    public double hitRate(String list, int size) {
        IntArrayList column = column(list);
        long hits = IntStream.range(0, requests).filter(i -> column.get(i) > 0 && column.get(i) <= size).count();
        return hits / (double) Math.max(1, requests);
    }

    /** Returns the ranking metrics of a list, with the rank of the first target only. */
    public RankingMetrics metrics(String list) {
        RankingMetrics.Counter counter = new RankingMetrics.Counter();
        for (int request = 0; request < requests; request++) {
            counter.add(rank(list, request));
        }
        return counter.metrics();
    }

    public Ranks select(List<String> lists, BitSet selected) {
        Ranks part = new Ranks(lists);
        part.requests = selected.cardinality();
        part.byList.forEach((name, ranks) -> selected.stream().map(column(name)::get).forEach(ranks::add));
        return part;
    }

    private IntArrayList column(String list) {
        return Objects.requireNonNull(byList.get(list),
                () -> "there is no list '" + list + "', only " + byList.keySet());
    }
}
