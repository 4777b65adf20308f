package io.graphrecall.benchmarks.input;

import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.schema.WireNamed;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Command-line options of the form {@code --name value}. The caller defines the names by reading them. */
public final class Arguments {

    private final Map<String, String> unread;

    private Arguments(Map<String, String> values) {
        this.unread = values;
    }

    /** Parses the arguments of a program. Without arguments, prints its usage and exits with code 2. */
    public static Arguments ofProgram(String usage, String... words) {
        if (words.length == 0) {
            System.err.println(usage);
            System.exit(2);
        }
        return of(words);
    }

    /** Parses {@code --name value} pairs, each name at most once. */
    public static Arguments of(String... words) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException("Expected --name value, but found '" + words[i] + "'");
            }
            if (values.put(words[i].substring(2), words[i + 1]) != null) {
                throw new IllegalArgumentException("Option " + words[i] + " is given twice");
            }
        }
        return new Arguments(values);
    }

    /** Returns the value of a required option. */
    public <T> T required(String name, Function<String, T> parser) {
        return optional(name, parser)
                .orElseThrow(() -> new IllegalArgumentException("Option --" + name + " is required"));
    }

    /** Returns the value of an option, or a default. */
    public <T> T value(String name, T defaultValue, Function<String, T> parser) {
        return optional(name, parser).orElse(defaultValue);
    }

    /** Returns a number of seconds, or a default. */
    public Duration seconds(String name, long defaultValue) {
        return Duration.ofSeconds(value(name, defaultValue, Long::valueOf));
    }

    /** Returns the device of option {@code device}, by default the first GPU if there is one. */
    public ComputeDevice device() {
        return value("device", ComputeDevice.AUTO, ComputeDevice::of);
    }

    /** Returns a schedule with the numbers of options {@code epochs} and {@code threads}. */
    public TrainingSchedule schedule(TrainingSchedule defaults) {
        return defaults.withMaxEpochs(value("epochs", defaults.maxEpochs(), Integer::valueOf))
                .withThreads(value("threads", defaults.threads(), Integer::valueOf));
    }

    /** Returns the value of an option; empty if it is not given. */
    public <T> Optional<T> optional(String name, Function<String, T> parser) {
        String text = unread.remove(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Option --" + name + " " + text + ": " + e.getMessage(), e);
        }
    }

    /** Returns the constant that an option names. */
    public <E extends Enum<E> & WireNamed> E constant(String name, E defaultValue) {
        return value(name, defaultValue, text -> constant(defaultValue.getDeclaringClass(), text));
    }

    /** Returns the constants that an option names, separated by commas; by default a single one. */
    public <E extends Enum<E> & WireNamed> List<E> constants(String name, E defaultValue) {
        return value(name, List.of(defaultValue), names -> Arrays.stream(names.split(","))
                .map(text -> constant(defaultValue.getDeclaringClass(), text)).toList());
    }

    private static <E extends Enum<E> & WireNamed> E constant(Class<E> type, String name) {
        return WireNamed.find(type, name).orElseThrow(() -> new IllegalArgumentException(
                "'" + name + "' is none of " + Arrays.stream(type.getEnumConstants()).map(WireNamed::wireName)
                        .collect(Collectors.joining(", "))));
    }

    /** Refuses a value outside a range. */
    public static void requireBetween(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + " is not between " + min + " and " + max);
        }
    }

    /** Refuses unknown options. Must be called after all options are read. */
    public void requireAllRead() {
        Collection<String> names = new TreeSet<>(unread.keySet());
        if (!names.isEmpty()) {
            throw new IllegalArgumentException("Unknown options: --" + String.join(", --", names));
        }
    }
}
