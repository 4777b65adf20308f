package io.graphrecall.retrieval;

import io.graphrecall.generation.NodeIndex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Queries by {@link PhraseForm}: {@code gel nails}, {@code gel-nails} and {@code gel nail?} are one. Immutable. */
public final class QueryForms {

    /** Signs at the end of a name such as {@code c++} or {@code disney+}, but not in {@code gel+nails}. */
    private static final Pattern PLUS = Pattern.compile("(?<=[a-z]\\+?)\\+(?![a-z])");
    /** Sign after a single letter such as in {@code c#}, but not in {@code #gel#}. */
    private static final Pattern SHARP = Pattern.compile("(?<=\\b[a-z])#(?![a-z])");

    private final NodeIndex queries;
    /** Forms that are no query themselves. */
    private final NodeIndex forms;
    private final int[] firstQueries;

    private QueryForms(NodeIndex queries, Map<String, Integer> firstQueries) {
        this.queries = queries;
        forms = NodeIndex.of(List.copyOf(firstQueries.keySet()));
        this.firstQueries = firstQueries.values().stream().mapToInt(Integer::intValue).toArray();
    }

    public static QueryForms of(NodeIndex queries) {
        List<String> forms = queries.keys().parallelStream().map(QueryForms::form).toList();
        Map<String, Integer> firstQueries = new LinkedHashMap<>();
        IntStream.range(0, forms.size()).filter(query -> queries.ordinal(forms.get(query)) < 0)
                .forEach(query -> firstQueries.putIfAbsent(forms.get(query), query));
        return new QueryForms(queries, firstQueries);
    }

    /** Returns the query that stands for all queries of the same form as a text; -1 if there is none. */
    public int representative(String text) {
        String form = form(text);
        int query = queries.ordinal(form);
        int other = query < 0 ? forms.ordinal(form) : -1;
        return other < 0 ? query : firstQueries[other];
    }

    /** Returns the text itself if its form says too little, such as nothing for an emoji. */
    private static String form(String text) {
        String form = PhraseForm.of(SHARP.matcher(PLUS.matcher(text).replaceAll("plus")).replaceAll("sharp"));
        return QueryReader.isSearchable(form) ? form : text;
    }
}
