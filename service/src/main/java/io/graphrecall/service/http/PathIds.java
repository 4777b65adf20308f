package io.graphrecall.service.http;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.UserId;

import java.util.function.Function;

/** The ids in paths. An id that cannot be one is the caller's mistake. */
final class PathIds {

    private PathIds() {}

    /** @throws InvalidRecordException where the segment is no user's id */
    static UserId user(Call call) {
        return id(call, "user_id", UserId::new);
    }

    /** @throws InvalidRecordException where the segment is no content's id */
    static ContentId content(Call call) {
        return id(call, "content_id", ContentId::new);
    }

    /** @throws InvalidRecordException where the segment is no generation's id */
    static GenerationId generation(Call call) {
        return id(call, "id", GenerationId::new);
    }

    private static <T> T id(Call call, String name, Function<String, T> maker) {
        FieldErrors errors = new FieldErrors("");
        T id = errors.value("/" + name, () -> maker.apply(call.segment(name)));
        errors.check();
        if (id == null) {
            throw new AssertionError("an error was noted");
        }
        return id;
    }
}
