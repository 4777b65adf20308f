package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.source.RecordKind;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Parser for dead letters with records of one type. A record keeps the place among events of the same time that it had in
 * its data set.
 *
 * @param renaming renames the fields of a record
 */
record DeadLetterFormat<R>(RecordType<R> type, UnaryOperator<JsonNode> renaming) implements RecordFormat<R> {

    @Override
    public RecordKind kind() {
        return type.kind();
    }

    @Override
    public @Nullable String key(JsonNode json, long order) {
        DeadLetter letter = DeadLetter.of(json);
        // A topic delivers a record again after a crash, so its duplicates are the same record.
        return letter.folder() == null ? null : type.key(value(letter), letter.place());
    }

    @Override
    public R parse(JsonNode json, long order, int earlier, Consumer<Conversion> conversions) {
        DeadLetter letter = DeadLetter.of(json);
        R record = type.parse(value(letter), letter.place(), earlier, conversions);
        return letter.folder() == null ? record : type.inFolder().apply(record, letter.folder());
    }

    @Override
    public List<String> unknownFields(JsonNode json) {
        return type.unknownFields(value(DeadLetter.of(json)));
    }

    private JsonNode value(DeadLetter letter) {
        return renaming.apply(letter.value());
    }
}
