package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Adapter for <a href="https://amazon-reviews-2023.github.io/">Amazon reviews</a> of 2014, 2018 and 2023: review files
 * and {@code meta_NAME} product files in JSON Lines. A product becomes a content. A review becomes a click regardless
 * of its rating, as in published evaluation splits. Files with Python literals, which some of 2014 are, are rejected.
 */
final class Amazon implements Adapter {

    private static final Pattern JSON = Pattern.compile("(?!(dataset|mapping)\\.).*\\.jsonl?(\\.gz)?");
    private static final String META = "meta_";

    @Override
    public boolean recognises(Path folder) {
        return !productFiles(folder).isEmpty() || reviewFiles(folder).stream()
                .anyMatch(file -> first(file).filter(Amazon::isReview).isPresent());
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.CONTENTS, productFiles(folder),
                        file -> RecordSource.jsonLines(requireJson(file)).map(Amazon::product))
                .add(RecordKind.EVENTS, reviewFiles(folder),
                        file -> RecordSource.jsonLines(requireJson(file)).map(Amazon::review))
                .byKind();
    }

    private static List<Path> productFiles(Path folder) {
        return SourceFolders.files(folder, name -> name.startsWith(META) && JSON.matcher(name).matches());
    }

    private static List<Path> reviewFiles(Path folder) {
        return SourceFolders.files(folder, name -> !name.startsWith(META) && JSON.matcher(name).matches());
    }

    private static Path requireJson(Path file) {
        first(file).filter(record -> record.error() != null && record.text().startsWith("{'")).ifPresent(record -> {
            throw new RecallException(Code.INVALID, file
                    + " contains Python literals, not JSON; convert it with python3 -c "
                    + "'import ast, json, sys; [print(json.dumps(ast.literal_eval(line))) for line in sys.stdin]'");
        });
        return file;
    }

    private static Optional<RawRecord> first(Path file) {
        try (RecordReader in = RecordSource.jsonLines(file).open()) {
            return Optional.ofNullable(in.next());
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Detects a review by its text, so that a file of Python literals is recognised and then rejected with a clear
     * message.
     */
    private static boolean isReview(RawRecord record) {
        return record.text().contains("asin") && (record.text().contains("reviewerID")
                || (record.json().has("user_id") && record.json().has("rating")));
    }

    private static JsonNode review(JsonNode json) {
        Row row = new Row(json);
        boolean is2023 = json.has("user_id");
        return Row.event(row.required(is2023 ? "user_id" : "reviewerID"), "click", id(row),
                is2023 ? row.millis("timestamp", 1) : row.millis("unixReviewTime", 1000));
    }

    private static JsonNode product(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", id(row)).put("title", row.text("title"));
        content.put("description", text(json.path("description")));
        ArrayNode category = content.putArray("category");
        path(json).forEach(level -> category.add(level.asText()));
        String brand = row.text(json.has("store") ? "store" : "brand");
        if (brand != null && !brand.isBlank()) {
            content.putObject("attributes").putArray("brand").add(brand);
        }
        if (json.path("price").isNumber()) {
            content.set("price", json.get("price"));
        }
        return content;
    }

    private static String id(Row row) {
        return row.json().has("parent_asin") ? row.required("parent_asin") : row.required("asin");
    }

    /** Returns the first of several category paths, given as one list or as a list of lists. */
    private static JsonNode path(JsonNode json) {
        JsonNode category = json.has("categories") ? json.get("categories") : json.path("category");
        return category.path(0).isArray() ? category.get(0) : category;
    }

    private static @Nullable String text(JsonNode description) {
        String text = description.isArray()
                ? String.join("\n",
                        StreamSupport.stream(description.spliterator(), false).map(JsonNode::asText).toList())
                : description.asText("");
        return text.isBlank() ? null : text;
    }
}
