package io.graphrecall.loaders.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Atomic files for RecBole: {@code NAME.inter} with the positive engagements with contents, {@code NAME.item} with title and
 * categories of the contents, and {@code NAME.user} with the profiles, if there are any. Other records are left out. Tabs and
 * line breaks in values become spaces. Not thread-safe.
 */
final class RecBoleFiles implements ExportTarget {

    private final boolean isOrderOnly;
    private final BufferedWriter interactions;
    private final BufferedWriter items;
    private final List<String> profileFields;
    private final @Nullable BufferedWriter users;

    /**
     * Begins the files of a data set.
     *
     * @param profileFields fields of the profiles, each of which becomes a column
     */
    RecBoleFiles(Path folder, DataSet dataSet, List<String> profileFields) throws IOException {
        String name = dataSet.name().replaceAll("[^\\p{Alnum}_-]", "_");
        isOrderOnly = dataSet.timestamps() == DataSet.Timestamps.ORDER_ONLY;
        interactions = Files.newBufferedWriter(folder.resolve(name + ".inter"));
        interactions.write("user_id:token\titem_id:token\ttimestamp:float\n");
        items = Files.newBufferedWriter(folder.resolve(name + ".item"));
        items.write("item_id:token\ttitle:token_seq\tcategories:token_seq\n");
        this.profileFields = profileFields;
        users = profileFields.isEmpty() ? null : Files.newBufferedWriter(folder.resolve(name + ".user"));
        if (users != null) {
            row(users, Stream.concat(Stream.of("user_id"), profileFields.stream()).map(field -> field + ":token"));
        }
    }

    @Override
    public void write(RecordKind kind, ObjectNode json) throws IOException {
        if (kind == RecordKind.CONTENTS) {
            List<String> categories = new ArrayList<>();
            // RecBole separates the elements by blanks.
            json.path("category")
                    .forEach(level -> categories.add(level.asText().strip().replaceAll("[\\s\\p{Z},]+", "_")));
            row(items, Stream.of(
                    json.path("content_id").asText(), json.path("title").asText(), String.join(" ", categories)));
        } else if (kind == RecordKind.EVENTS && isPositive(json)) {
            row(interactions, Stream.of(json.path("user_id").asText(), json.path("content_id").asText(),
                    time(json.path("timestamp"))));
        } else if (kind == RecordKind.USERS && users != null) {
            row(users, Stream.concat(Stream.of(json.path("user_id").asText()),
                    profileFields.stream().map(field -> text(json.path("profile").path(field)))));
        }
    }

    /** Returns a value of a profile, a list or an object as JSON. */
    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isContainerNode() ? value.toString() : value.asText();
    }

    private static boolean isPositive(JsonNode event) {
        return WireNamed.find(Action.class, event.path("action").asText()).filter(Action::positive).isPresent();
    }

    /** Returns a time in seconds, or a position of data whose times give only an order. */
    private String time(JsonNode timestamp) {
        return isOrderOnly
                ? timestamp.asText()
                : BigDecimal.valueOf(Instant.parse(timestamp.asText()).toEpochMilli(), 3).toPlainString();
    }

    private static void row(Writer file, Stream<String> values) throws IOException {
        file.write(values.map(value -> value.replaceAll("[\\t\\r\\n]", " ")).collect(Collectors.joining("\t")) + '\n');
    }

    @Override
    public void close() throws IOException {
        interactions.close();
        items.close();
        if (users != null) {
            users.close();
        }
    }
}
