package io.graphrecall.service.http;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.Spelling;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The fields of contents that requests name, in filters and in {@code include}. A filter on an unknown field would remove
 * all contents or none without notice.
 */
final class ContentFields {

    /** Maximum number of known fields that an error names, the nearest first. */
    private static final int MAX_NAMED = 10;

    private ContentFields() {}

    /**
     * Returns why a field is unknown, or null if it is known. An attribute is known if any content of the snapshot has it.
     *
     * @param fields          the fields other than those of attributes
     * @param attributePrefix prefix of a field with the values of an attribute, whose name follows
     */
    static @Nullable String error(
            String field, List<String> fields, String attributePrefix, ServingSnapshot snapshot) {
        if (fields.contains(field)) {
            return null;
        }
        boolean isAttribute = field.startsWith(attributePrefix);
        if (isAttribute && snapshot.hasAttribute(field.substring(attributePrefix.length()))) {
            return null;
        }
        List<String> known = new ArrayList<>(isAttribute ? List.of() : fields);
        snapshot.attributeNames().forEach(name -> known.add(attributePrefix + name));
        if (known.isEmpty()) {
            return "is '" + field + "', but no content has attributes";
        }
        return "is '" + field + "', which " + (isAttribute ? "no content has" : "is unknown") + ", expected "
                + oneOf(field, known);
    }

    /** Returns why a name in a request is unknown: with the name that it probably means, else with those that exist. */
    static String unknown(String name, Collection<String> known) {
        return known.isEmpty()
                ? "is unknown"
                : "is unknown, " + Spelling.nearest(name, known).map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "expected " + oneOf(name, known));
    }

    private static String oneOf(String name, Collection<String> known) {
        String more = known.size() > MAX_NAMED ? " and " + (known.size() - MAX_NAMED) + " more" : "";
        return (known.size() == 1 ? "" : "one of ")
                + String.join(", ", Spelling.sorted(name, known).subList(0, Math.min(known.size(), MAX_NAMED))) + more;
    }
}
