package io.graphrecall.loaders.source;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Check of the columns in a header. */
@FunctionalInterface
public interface HeaderCheck {

    /** Returns the predicate of an error message, or null if the columns suffice. */
    @Nullable
    String error(List<String> columns);

    /** Requires columns of a layout whose columns have fixed names. */
    static HeaderCheck of(List<String> required) {
        return columns -> {
            List<String> missing = required.stream().filter(column -> !columns.contains(column)).toList();
            return missing.isEmpty()
                    ? null
                    : "is a header without " + quoted(missing) + "; found " + quoted(columns)
                            + (columns.size() > 1
                                    ? "; the layout has fixed names, so rename the columns in the file"
                                    : "");
        };
    }

    /** Quotes column names for a message. */
    static String quoted(Collection<String> columns) {
        return columns.isEmpty()
                ? "no column"
                : columns.stream()
                        .collect(Collectors.joining("', '", columns.size() == 1 ? "column '" : "columns '", "'"));
    }
}
