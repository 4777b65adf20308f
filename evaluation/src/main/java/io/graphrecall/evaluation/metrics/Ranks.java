package io.graphrecall.evaluation.metrics;

import com.carrotsearch.hppc.IntArrayList;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The 1-based rank of the first target of every question in several lists; 0 where a list lacks it. Not thread-safe. */
public final class Ranks {

    private final Map<String, IntArrayList> byList = new LinkedHashMap<>();
    private int questions;

    /** @param lists the names of the lists */
    public Ranks(List<String> lists) {
        lists.forEach(name -> byList.put(name, new IntArrayList()));
    }

    /** Adds a question. A list that is not named lacks its target. */
    public void add(Map<String, Integer> ranks) {
        questions++;
        byList.forEach((name, column) -> column.add(ranks.getOrDefault(name, 0)));
    }

    /** How many questions there are. */
    public int questions() {
        return questions;
    }

    /** The names of the lists. */
    public List<String> lists() {
        return List.copyOf(byList.keySet());
    }

    /** The rank in one list, of a question counted from 0. */
    int rank(String list, int question) {
        return column(list).get(question);
    }

    /** The share of questions whose target is among the first so many of a list; 0 where there is no question. */
    public double hitRate(String list, int size) {
        IntArrayList column = column(list);
        long hits = IntStream.range(0, questions).filter(i -> column.get(i) > 0 && column.get(i) <= size).count();
        return hits / (double) Math.max(1, questions);
    }

    /** The same of some lists and questions only. */
    public Ranks select(List<String> lists, BitSet chosen) {
        Ranks part = new Ranks(lists);
        part.questions = chosen.cardinality();
        part.byList.forEach((name, ranks) -> chosen.stream().map(column(name)::get).forEach(ranks::add));
        return part;
    }

    private IntArrayList column(String list) {
        return Objects.requireNonNull(byList.get(list), () -> "there is no list '" + list + "'");
    }
}
