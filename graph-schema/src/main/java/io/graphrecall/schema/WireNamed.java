package io.graphrecall.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Constant of an enum with a name in files, settings, options and HTTP. */
public interface WireNamed {

    /** Returns the name of the constant in Java. */
    String name();

    /** Returns the name outside of Java: that of the constant in lower case. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Constant whose wire name has hyphens instead of underscores. */
    interface Hyphenated extends WireNamed {

        @Override
        default String wireName() {
            return WireNamed.super.wireName().replace('_', '-');
        }
    }

    /** Returns the constant with a wire name (case-sensitive), or empty if there is none. */
    static <E extends Enum<E> & WireNamed> Optional<E> find(Class<E> type, String wireName) {
        return Arrays.stream(type.getEnumConstants()).filter(one -> one.wireName().equals(wireName)).findFirst();
    }
}
