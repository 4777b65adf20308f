package io.graphrecall.service.http;

import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of contents that requests name, in filters and in {@code include}. A filter on an unknown field would remove
 * all contents or none without notice.
 */
final class ContentFields {

    /** Maximum number of known fields that an error names, the nearest first. */
    private static final int MAX_NAMED = 10;
    /** Characters at the start of an unknown field that are compared with each known one. */
    private static final int MAX_COMPARED = 64;

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
        String compared = field.substring(0, Math.min(field.length(), MAX_COMPARED));
        String nearest = known.stream().map(name -> Map.entry(distance(compared, name), name))
                .sorted(Map.Entry.comparingByKey()).limit(MAX_NAMED).map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        String more = known.size() > MAX_NAMED ? " and " + (known.size() - MAX_NAMED) + " more" : "";
        return "is '" + field + "', which " + (isAttribute ? "no content has" : "is unknown") + ", expected one of "
                + nearest + more;
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
