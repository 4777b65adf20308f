package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adapter for the atomic files of <a href="https://recbole.io/docs/user_guide/data/atomic_files.html">RecBole</a>:
 * {@code NAME.inter}, {@code NAME.item} and {@code NAME.user}, separated by tabs, with a header of names and types such as
 * {@code user_id:token}. An interaction becomes a click regardless of its rating, or an impression if its label is 0. The
 * first column with a title becomes the title, categories and genres become categories, and other columns attributes.
 */
final class RecBole implements Adapter {

    private static final Dialect TABS = new Dialect("\t", false, List.of(), StandardCharsets.UTF_8);
    private static final Set<String> TITLES = Set.of("title", "movie_title", "item_name", "name");
    private static final Set<String> CATEGORIES = Set.of("class", "genre", "genres", "category", "categories");
    private static final String SEQUENCE = "_seq";
    /** RecBole separates the elements of a sequence by spaces; names with spaces are separated by commas. */
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    /** Larger timestamps are milliseconds, smaller ones seconds. */
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** Parts of a benchmark in their order of time. */
    private static final List<String> SPLITS = List.of("train", "valid", "test");
    /** Parts in order: by split, then by name with numbers in their numeric order. */
    private static final Comparator<Path> ORDER = Comparator.comparingInt(RecBole::split)
            .thenComparing(SourceFolders.BY_NAME);

    @Override
    public boolean recognises(Path folder) {
        return !files(folder, "inter").isEmpty();
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.USERS, files(folder, "user"),
                        file -> RecordSource.rows(file, TABS, List.of("user_id:token")).map(RecBole::user))
                .add(RecordKind.CONTENTS, files(folder, "item"),
                        file -> RecordSource.rows(file, TABS, List.of("item_id:token")).map(RecBole::item))
                .add(RecordKind.EVENTS, files(folder, "inter"), file -> RecordSource
                        .rows(file, TABS, List.of("user_id:token", "item_id:token")).map(RecBole::interaction))
                .byKind();
    }

    private static List<Path> files(Path folder, String suffix) {
        return SourceFolders.files(folder, name -> name.matches(".+\\." + suffix + "(\\.gz)?")).stream().sorted(ORDER)
                .toList();
    }

    private static int split(Path file) {
        return Arrays.stream(file.getFileName().toString().split("\\.")).mapToInt(SPLITS::indexOf).max().orElse(-1);
    }

    /** An interaction without a timestamp has time 0. Equal times keep the order of the lines. */
    private static JsonNode interaction(JsonNode json) {
        Row row = new Row(json);
        String label = row.text("label:float");
        String action = label == null || row.isSet("label:float") ? "click" : "impression";
        boolean timed = row.text("timestamp:float") != null;
        long millis = !timed
                ? 0
                : row.millis("timestamp:float", row.number("timestamp:float").compareTo(MAX_SECONDS) < 0 ? 1000 : 1);
        return Row.event(row.required("user_id:token"), action, row.required("item_id:token"), millis);
    }

    private static JsonNode item(JsonNode json) {
        ObjectNode content = Row.object().put("content_id", new Row(json).required("item_id:token"));
        ArrayNode categories = content.putArray("categories");
        ObjectNode attributes = content.putObject("attributes");
        forEachColumn(json, "item_id", (name, type, value) -> {
            if (TITLES.contains(name) && !content.has("title")) {
                content.put("title", value);
            } else if (CATEGORIES.contains(name)) {
                elements(type, value).forEach(category -> categories.addArray().add(category));
            } else {
                ArrayNode values = attributes.putArray(name);
                elements(type, value).forEach(values::add);
            }
        });
        return content;
    }

    private static JsonNode user(JsonNode json) {
        ObjectNode user = Row.object().put("user_id", new Row(json).required("user_id:token"));
        ObjectNode profile = user.putObject("profile");
        forEachColumn(json, "user_id", (name, type, value) -> profile.put(name, value));
        return user;
    }

    private interface Column {

        void accept(String name, String type, String value);
    }

    private static void forEachColumn(JsonNode json, String id, Column column) {
        json.properties().forEach(field -> {
            int colon = field.getKey().lastIndexOf(':');
            String name = colon < 0 ? field.getKey() : field.getKey().substring(0, colon);
            if (!name.equals(id)) {
                column.accept(name, field.getKey().substring(colon + 1), field.getValue().asText().strip());
            }
        });
    }

    private static Stream<String> elements(String type, String value) {
        Stream<String> elements = type.endsWith(SEQUENCE)
                ? (value.contains(",") ? COMMA : SPACES).splitAsStream(value)
                : Stream.of(value);
        return elements.filter(element -> !element.isEmpty()).distinct();
    }
}
