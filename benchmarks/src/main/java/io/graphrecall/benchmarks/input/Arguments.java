package io.graphrecall.benchmarks.input;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Command-line arguments of the form {@code --name value}. What is asked for decides which names there are. */
public final class Arguments {

    private final Map<String, String> unread;

    private Arguments(Map<String, String> values) {
        this.unread = values;
    }

    /** Reads {@code --name value} pairs, each name once. */
    public static Arguments of(String... words) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException("expected --name value, not '" + words[i] + "'");
            }
            if (values.put(words[i].substring(2), words[i + 1]) != null) {
                throw new IllegalArgumentException(words[i] + " is given twice");
            }
        }
        return new Arguments(values);
    }

    /** The value of a name that must be given. */
    public <T> T required(String name, Function<String, T> reading) {
        return optional(name, reading)
                .orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    /** The value of a name, or the default. */
    public <T> T value(String name, T defaultValue, Function<String, T> reading) {
        return optional(name, reading).orElse(defaultValue);
    }

    /** The value of a name, or nothing. */
    public <T> Optional<T> optional(String name, Function<String, T> reading) {
        String text = unread.remove(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(text));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("--" + name + " " + text + ": " + e.getMessage(), e);
        }
    }

    /** Refuses names that nobody asked for. Called when all are read. */
    public void requireAllRead() {
        Collection<String> names = new TreeSet<>(unread.keySet());
        if (!names.isEmpty()) {
            throw new IllegalArgumentException("unknown: --" + String.join(", --", names));
        }
    }
}
