package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adapter for the <a href="https://business.yelp.com/data/resources/open-dataset/">Yelp Open Dataset</a>: the files
 * {@code business}, {@code review}, {@code tip} and {@code user} in JSON Lines. A business becomes a content. A review
 * with 4 stars or more becomes a like, below 3 a dislike, otherwise a click. A tip becomes a comment.
 */
final class Yelp implements Adapter {

    private static final String PREFIX = "yelp_academic_dataset_";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    /** Name of a category in a list. Commas separate categories, but these four have commas in their names. */
    private static final Pattern CATEGORY = Pattern.compile("(Beer, Wine & Spirits|Books, Mags, Music & Video"
            + "|Used, Vintage & Consignment|Wills, Trusts, & Probates|[^,\\s][^,]*?)\\s*(?:,|$)");
    private static final String NO_FRIENDS = "None";

    @Override
    public boolean recognises(Path folder) {
        return SourceFolders.has(folder, PREFIX + "review.json");
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.USERS, PREFIX + "user.json", file -> RecordSource.jsonLines(file).map(Yelp::user))
                .add(RecordKind.CONTENTS, PREFIX + "business.json",
                        file -> RecordSource.jsonLines(file).map(Yelp::business))
                .add(RecordKind.EVENTS, PREFIX + "review.json", file -> RecordSource.jsonLines(file).map(Yelp::review))
                .add(RecordKind.EVENTS, PREFIX + "tip.json",
                        file -> RecordSource.jsonLines(file).map(json -> event(new Row(json), "comment")))
                .byKind();
    }

    private static JsonNode review(JsonNode json) {
        Row row = new Row(json);
        return event(row, row.opinion("stars", "click"));
    }

    /** Dates are in UTC, such as {@code 2018-07-07 22:09:11}. */
    private static JsonNode event(Row row, String action) {
        return Row.object().put("user_id", row.required("user_id")).put("action", action)
                .put("content_id", row.required("business_id"))
                .put("timestamp", row.required("date").replace(' ', 'T') + "Z");
    }

    private static JsonNode business(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", row.required("business_id")).put("title", row.text("name"));
        ArrayNode categories = content.putArray("categories");
        String names = row.text("categories");
        if (names != null) {
            CATEGORY.matcher(names).results().map(category -> category.group(1))
                    .forEach(category -> categories.addArray().add(category));
        }
        ObjectNode attributes = content.putObject("attributes");
        for (String property : List.of("city", "state")) {
            list(row, property).forEach(attributes.putArray(property)::add);
        }
        return content;
    }

    private static JsonNode user(JsonNode json) {
        Row row = new Row(json);
        ObjectNode user = Row.object().put("user_id", row.required("user_id"));
        user.putObject("profile").put("yelping_since", row.text("yelping_since"));
        list(row, "friends").filter(friend -> !friend.equals(NO_FRIENDS)).forEach(user.putArray("follows")::add);
        return user;
    }

    private static Stream<String> list(Row row, String field) {
        String text = row.text(field);
        return text == null ? Stream.of() : COMMA.splitAsStream(text.strip()).filter(name -> !name.isEmpty());
    }
}
