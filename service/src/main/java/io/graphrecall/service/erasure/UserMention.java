package io.graphrecall.service.erasure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Exact search for the id of a user in lines of text; an id that is only a part of another id does not match. In a JSON
 * object, fields of users are compared. In other text, the id follows a word such as {@code user}, or stands in quotes
 * unless it is a number, which could be anything. Thread-safe.
 */
public final class UserMention implements Predicate<String> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> USER_FIELDS = Set.of("follows", "blocks", "uid", "reviewerid");
    /** Fields of a dead letter: the rejected line, and the reason. */
    private static final Set<String> TEXT_FIELDS = Set.of("raw", "reason");
    /** Fields of a line of the log with text. */
    private static final Set<String> LOG_FIELDS = Set.of("message", "error.message", "error.stack_trace");
    private static final Pattern DELIMITER = Pattern.compile("::|[,;\\t|]");

    private final String id;
    private final List<String> spellings;
    private final Pattern inText;

    public UserMention(UserId user) {
        id = user.key();
        String inLog = id.replace("\n", "\\n").replace("\r", "\\r");
        spellings = Stream.of(id, inLog, new String(JsonStringEncoder.getInstance().quoteAsString(id)),
                URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20")).distinct().toList();
        String any = spellings.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
        String word = "(?iu:users?|author|uid)(?i:_?id)?[\"']?\\s*[:=/]?\\s*";
        String unquoted = word + any + "(?![.:@+~%]?[\\p{L}\\p{N}_-])";
        String quoted = "([\"'])" + any + "\\1";
        boolean number = id.chars().allMatch(Character::isDigit);
        inText = Pattern.compile(unquoted + "|" + (number ? word : "") + quoted);
    }

    /** Returns true if a line names the user. */
    @Override
    public boolean test(String line) {
        if (spellings.stream().noneMatch(line::contains)) {
            return false;
        }
        JsonNode object = object(line);
        return object == null ? inText.matcher(line).find() : names("", object);
    }

    /** Returns true if a field of a rejected line, in a format with or without column names, is the id. */
    private boolean testRejected(String line) {
        return test(line) || (object(line) == null && Arrays.stream(DELIMITER.split(line))
                .anyMatch(field -> field.strip().replaceAll("^\"|\"$", "").equals(id)));
    }

    private boolean names(String field, JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream().anyMatch(member -> names(member.getKey(), member.getValue()));
        }
        if (node.isArray()) {
            return node.valueStream().anyMatch(element -> names(field, element));
        }
        String name = field.toLowerCase(Locale.ROOT);
        if (LOG_FIELDS.contains(name)) {
            return test(node.asText());
        }
        return TEXT_FIELDS.contains(name)
                ? testRejected(node.asText())
                : (name.contains("user") || name.contains("author") || USER_FIELDS.contains(name))
                        && node.asText().equals(id);
    }

    private static @Nullable JsonNode object(String line) {
        if (!line.startsWith("{")) {
            return null;
        }
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }
}
