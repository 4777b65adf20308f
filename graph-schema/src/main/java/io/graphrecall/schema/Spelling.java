package io.graphrecall.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Suggestions for mistyped names. The distance of two names ignores case and counts swapped neighbours as one edit. */
public final class Spelling {

    /** Characters at the start of a name that are compared with each known one. */
    private static final int MAX_COMPARED = 64;
    /** A name has at most one edit in this number of characters, but may always have one. */
    private static final int CHARACTERS_PER_EDIT = 3;
    /** Characters of a name that may be the start of a known one. */
    private static final int MIN_START = 3;

    private Spelling() {}

    /**
     * Returns the known name that a mistyped one probably means: the nearest one, or the only one that starts with it,
     * as {@code user_id} with {@code user}. Empty if none is near.
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return sorted(name, known).stream().findFirst().filter(nearest -> distance(name, nearest) <= Math.max(
                1, Math.min(name.length(), nearest.length()) / CHARACTERS_PER_EDIT))
                .or(() -> completed(compared(name), known));
    }

    private static Optional<String> completed(String start, Collection<String> known) {
        List<String> longer = known.stream().filter(other -> compared(other).startsWith(start)).toList();
        return start.length() >= MIN_START && longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
    }

    /** Returns the known names, the nearest first. Equally near ones keep their order. */
    public static List<String> sorted(String name, Collection<String> known) {
        return known.stream().map(other -> Map.entry(distance(name, other), other)).sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue).toList();
    }

    /** Returns the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
    static int distance(String name, String other) {
        String a = compared(name);
        String b = compared(other);
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
                int edits = Math.min(rows[i - 1][j - 1] + (equal ? 0 : 1),
                        1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                rows[i][j] = swapped ? Math.min(edits, rows[i - 2][j - 2] + 1) : edits;
            }
        }
        return rows[a.length()][b.length()];
    }

    private static String compared(String name) {
        return name.substring(0, Math.min(name.length(), MAX_COMPARED)).toLowerCase(Locale.ROOT);
    }
}
