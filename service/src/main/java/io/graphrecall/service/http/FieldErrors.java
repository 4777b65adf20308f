package io.graphrecall.service.http;

import io.graphrecall.schema.FieldError;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the first {@value #MANY} errors of a request for one response. Not thread-safe. */
final class FieldErrors {

    private static final int MANY = 1_000;

    /** Message about a key, which begins with its name. */
    private static final Pattern KEY = Pattern.compile("(\\w+) ((?:is|has|contains) .*)", Pattern.DOTALL);

    private final List<FieldError> errors = new ArrayList<>(0);

    /** Adds an error, unless there are {@value #MANY}. */
    void add(String pointer, String reason) {
        if (!areMany()) {
            errors.add(new FieldError(pointer, reason));
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Returns true if further errors are not collected. */
    boolean areMany() {
        return errors.size() >= MANY;
    }

    /** Returns the value of a field, or null if {@code maker} rejects it, in which case its errors are added. */
    <T> @Nullable T value(String pointer, Supplier<? extends @Nullable T> maker) {
        try {
            return maker.get();
        } catch (InvalidRecordException e) {
            e.errors().forEach(error -> add(pointer + error.pointer(), error.reason()));
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.INVALID) {
                throw e;
            }
            add(pointer, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            add(pointer, predicate(pointer, String.valueOf(e.getMessage())));
        }
        return null;
    }

    /** Returns the message about a key without its name, if the pointer ends with that name. */
    private static String predicate(String pointer, String message) {
        Matcher named = KEY.matcher(message);
        return named.matches() && pointer.endsWith(named.group(1)) ? named.group(2) : message;
    }

    /** Returns the value of a field. Throws its errors if {@code maker} rejects it. */
    static <T> T valid(String pointer, Supplier<T> maker) {
        FieldErrors errors = new FieldErrors();
        T value = errors.value(pointer, maker);
        errors.check();
        return Objects.requireNonNull(value);
    }

    /** Runs a check and adds the errors that it throws. */
    void check(String pointer, Runnable check) {
        value(pointer, () -> {
            check.run();
            return null;
        });
    }

    /** Passes on pointer and reason of each error. */
    void forEach(BiConsumer<String, String> action) {
        errors.forEach(error -> action.accept(error.pointer(), error.reason()));
    }

    /** @throws InvalidRecordException if there is any error */
    void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRecordException(errors);
        }
    }
}
