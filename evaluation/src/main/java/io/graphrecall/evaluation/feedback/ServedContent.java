package io.graphrecall.evaluation.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.graphrecall.evaluation.lists.ListTable;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Content of a logged answer, and what became of it.
 *
 * @param time     time of the answer
 * @param variant  variant of the scene; null for the scene itself
 * @param position position in the answer, from 1
 * @param team     scene or variant that picked it for an interleaved answer; null in other answers
 * @param channels channels that returned it
 * @param shown    true if an impression or an engagement refers to it
 * @param clicked  true if a positive engagement does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServedContent(
        @JsonSerialize(using = ToStringSerializer.class) Instant time, String requestId, String userId, String scene,
        @Nullable String variant, int position, String contentId, @Nullable String team, List<String> channels,
        boolean shown, boolean clicked) {

    /** One row per content. */
    public static final ListTable<ServedContent> TABLE = new ListTable<>(
            List.of(Column.required("time", Scalar.TIME), Column.required("request_id", Scalar.TEXT),
                    Column.required("user_id", Scalar.TEXT), Column.required("scene", Scalar.TEXT),
                    Column.optional("variant", Scalar.TEXT), Column.required("position", Scalar.INT),
                    Column.required("content_id", Scalar.TEXT), Column.optional("team", Scalar.TEXT),
                    Column.required("channels", new ListOf(Scalar.TEXT)), Column.required("shown", Scalar.BOOLEAN),
                    Column.required("clicked", Scalar.BOOLEAN)),
            content -> {
                @Nullable
                Object[] row = {content.time, content.requestId, content.userId, content.scene, content.variant,
                    content.position, content.contentId, content.team, content.channels, content.shown,
                    content.clicked};
                return Objects.requireNonNull(List.<@Nullable Object[]>of(row));
            });

    public ServedContent {
        channels = List.copyOf(channels);
    }
}
