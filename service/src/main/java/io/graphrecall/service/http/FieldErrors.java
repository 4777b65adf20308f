package io.graphrecall.service.http;

import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with the fields of a body, so that all of it is told at once. */
final class FieldErrors {

    private final String prefix;
    private final List<FieldError> errors = new ArrayList<>(0);

    /** @param prefix the pointer of the object whose fields are checked */
    FieldErrors(String prefix) {
        this.prefix = prefix;
    }

    void add(String pointer, String reason) {
        errors.add(new FieldError(prefix + pointer, reason));
    }

    /** The value that a field makes; null where it cannot, which is noted. */
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
            add(pointer, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** @throws InvalidRecordException where anything was wrong */
    void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRecordException(errors);
        }
    }
}
