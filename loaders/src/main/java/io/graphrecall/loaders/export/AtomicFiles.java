package io.graphrecall.loaders.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.WireNamed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Atomic files for RecBole: {@code NAME.inter} with the positive engagements with contents, and {@code NAME.item} with title
 * and categories of the contents. Other records are left out. Tabs and line breaks in values become spaces. Not thread-safe.
 */
final class AtomicFiles implements ExportTarget {

    private final boolean isOrderOnly;
    private final BufferedWriter interactions;
    private final BufferedWriter items;

    /** Begins the files of a data set. */
    AtomicFiles(Path folder, DataSet dataSet) throws IOException {
        String name = dataSet.name().replaceAll("[^\\p{Alnum}_-]", "_");
        isOrderOnly = dataSet.timestamps() == DataSet.Timestamps.ORDER_ONLY;
        interactions = Files.newBufferedWriter(folder.resolve(name + ".inter"));
        interactions.write("user_id:token\titem_id:token\ttimestamp:float\n");
        items = Files.newBufferedWriter(folder.resolve(name + ".item"));
        items.write("item_id:token\ttitle:token_seq\tcategories:token_seq\n");
    }

    @Override
    public void write(RecordKind kind, ObjectNode json) throws IOException {
        if (kind == RecordKind.CONTENTS) {
            List<String> categories = new ArrayList<>();
            // RecBole separates the elements by blanks.
            json.path("category")
                    .forEach(level -> categories.add(level.asText().strip().replaceAll("[\\s\\p{Z},]+", "_")));
            row(items, json.path("content_id"), json.path("title"), String.join(" ", categories));
        } else if (kind == RecordKind.EVENTS && isPositive(json)) {
            row(interactions, json.path("user_id"), json.path("content_id"), time(json.path("timestamp")));
        }
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

    private static void row(Writer file, JsonNode first, JsonNode second, String third) throws IOException {
        file.write(field(first.asText()) + '\t' + field(second.asText()) + '\t' + field(third) + '\n');
    }

    private static String field(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }

    @Override
    public void close() throws IOException {
        interactions.close();
        items.close();
    }
}
