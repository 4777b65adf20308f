package io.graphrecall.pipeline.filter;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts of a filter that are combined.
 *
 * @param must    all of them hold
 * @param should  at least one of them holds, unless there is none
 * @param mustNot none of them holds
 */
public record FilterGroup(List<FilterPart> must, List<FilterPart> should, List<FilterPart> mustNot)
        implements
            FilterPart {

    /** A filter that every content satisfies. */
    public static final FilterGroup NONE = new FilterGroup(List.of(), List.of(), List.of());

    public FilterGroup {
        must = List.copyOf(must);
        should = List.copyOf(should);
        mustNot = List.copyOf(mustNot);
    }

    /** Returns true if a clause of this group, or of one inside it, is a condition on a field. */
    public boolean reads(String field) {
        return Stream.of(must, should, mustNot).flatMap(List::stream).anyMatch(part -> switch (part) {
            case FilterGroup group -> group.reads(field);
            case Clause clause -> clause.field().equals(field);
        });
    }

    @Override
    public String text() {
        Stream<String> alternatives = should.isEmpty() ? Stream.empty() : Stream.of(alternatives());
        return Stream.of(must.stream().map(FilterPart::text), alternatives,
                mustNot.stream().map(part -> "not " + part.text())).flatMap(texts -> texts)
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    /** Returns {@link #should} in words. */
    String alternatives() {
        return should.stream().map(FilterPart::text).collect(Collectors.joining(" or "));
    }
}
