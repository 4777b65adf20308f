package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Conversion;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Parser for dead letters with records of one kind. A record keeps the place among events of the same time that it had in
 * its data set.
 *
 * @param format   parser for the records
 * @param renaming renames the fields of a record
 * @param inFolder returns a record with its data-set folder
 */
record DeadLetterFormat<R>(
        RecordFormat<R> format, UnaryOperator<JsonNode> renaming, BiFunction<R, String, R> inFolder)
        implements
            RecordFormat<R> {

    @Override
    public @Nullable String key(JsonNode json, long line) {
        DeadLetter letter = DeadLetter.of(json);
        // A topic delivers a record again after a crash, so its duplicates are the same record.
        return letter.folder() == null ? null : format.key(value(letter), letter.place());
    }

    @Override
    public R parse(JsonNode json, long line, DuplicateIndex.Duplicates duplicates, Consumer<Conversion> conversions) {
        DeadLetter letter = DeadLetter.of(json);
        R record = format.parse(value(letter), letter.place(), duplicates, conversions);
        return letter.folder() == null ? record : inFolder.apply(record, letter.folder());
    }

    @Override
    public boolean laterReplaces() {
        return format.laterReplaces();
    }

    @Override
    public List<String> unknownFields(JsonNode json) {
        return format.unknownFields(value(DeadLetter.of(json)));
    }

    private JsonNode value(DeadLetter letter) {
        return renaming.apply(letter.value());
    }
}
