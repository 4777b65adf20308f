package io.graphrecall.cypher;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Cypher statement, kept as the resource {@code io/graphrecall/cypher/NAME.cypher}. The comment lines it begins with
 * say what it does, what its parameters are and which columns it returns.
 *
 * <p>Labels and types cannot be parameters in Cypher. A statement that is the same for several of them holds
 * placeholders, which are filled from the constants of {@link NodeLabel} and {@link RelationshipType} and from nothing
 * else:
 *
 * <table>
 * <caption>Placeholders</caption>
 * <tr><td>{@code RELATIONSHIP}<td>the type
 * <tr><td>{@code SOURCE}, {@code SOURCE_KEY}<td>the label it starts at and that label's key property
 * <tr><td>{@code TARGET}, {@code TARGET_KEY}<td>the label it ends at and that label's key property
 * <tr><td>{@code LABEL}, {@code LABEL_KEY}<td>the label and its key property, in a statement about nodes
 * </table>
 *
 * <p>Immutable; meant to be kept in constants.
 *
 * @param name folder and file without suffix, for instance {@code extract/follows}
 * @param text what is sent to the database; the comment it begins with is left out
 */
public record CypherStatement(String name, String text) {

    private static final Pattern NAME = Pattern.compile("[a-z]+/[a-z0-9-]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b(RELATIONSHIP|(?:SOURCE|TARGET|LABEL)(?:_KEY)?)\\b");

    public CypherStatement {
        if (text.isBlank()) {
            throw new IllegalArgumentException("statement " + name + " is empty");
        }
    }

    /** The statement of a name, which has no placeholder. */
    public static CypherStatement of(String name) {
        return of(name, Map.of());
    }

    /** The statement of a name about nodes of one label. */
    public static CypherStatement of(String name, NodeLabel label) {
        return of(name, Map.of("LABEL", label.label(), "LABEL_KEY", label.keyProperty()));
    }

    /**
     * The statement of a name about one relationship type. {@code SOURCE} and {@code TARGET} can be filled where the
     * type starts or ends at one label only; else {@link #of(String, RelationshipType, NodeLabel, NodeLabel)} says them.
     */
    public static CypherStatement of(String name, RelationshipType type) {
        Map<String, String> values = new HashMap<>();
        values.put("RELATIONSHIP", type.name());
        if (type.from().size() == 1) {
            putLabel(values, "SOURCE", type.from().iterator().next());
        }
        if (type.to().size() == 1) {
            putLabel(values, "TARGET", type.to().iterator().next());
        }
        return of(name, values);
    }

    /** The statement of a name about one relationship type between two labels, which that type may join. */
    public static CypherStatement of(String name, RelationshipType type, NodeLabel source, NodeLabel target) {
        requireOneOf(type.from(), source, type + " does not start at ");
        requireOneOf(type.to(), target, type + " does not end at ");
        Map<String, String> values = new HashMap<>();
        values.put("RELATIONSHIP", type.name());
        putLabel(values, "SOURCE", source);
        putLabel(values, "TARGET", target);
        return of(name, values);
    }

    private static CypherStatement of(String name, Map<String, String> values) {
        return new CypherStatement(name, fill(name, withoutHeader(resource(name)), values));
    }

    /** The placeholders in a statement as its file has it. */
    static Set<String> placeholders(String name) {
        return PLACEHOLDER.matcher(withoutHeader(resource(name))).results().map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String fill(String name, String text, Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new IllegalArgumentException("statement " + name + " wants a value for " + matcher.group(1));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private static void putLabel(Map<String, String> values, String placeholder, NodeLabel label) {
        values.put(placeholder, label.label());
        values.put(placeholder + "_KEY", label.keyProperty());
    }

    private static void requireOneOf(Collection<NodeLabel> allowed, NodeLabel label, String complaint) {
        if (!allowed.contains(label)) {
            throw new IllegalArgumentException(complaint + label.label() + ", only at " + allowed);
        }
    }

    /** The lines of the comment that a statement's file begins with. */
    static List<String> header(String name) {
        return resource(name).lines().takeWhile(line -> line.startsWith("//")).toList();
    }

    private static String withoutHeader(String text) {
        return text.lines().dropWhile(line -> line.isBlank() || line.startsWith("//"))
                .collect(Collectors.joining("\n")).strip();
    }

    private static String resource(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a statement is named folder/words-in-lower-case, not '" + name + "'");
        }
        try (InputStream in = CypherStatement.class.getResourceAsStream(name + ".cypher")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no statement named " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("statement " + name + " cannot be read", e);
        }
    }
}
