package io.graphrecall.cypher;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cypher statement loaded from the resource {@code io/graphrecall/cypher/NAME.cypher}. The file starts with a comment
 * that states the purpose, the parameters and the returned columns.
 *
 * <p>Cypher does not accept labels and types as parameters. A statement that is used for several of them contains
 * placeholders. They are replaced only by the constants of {@link NodeLabel} and {@link RelationshipType}:
 *
 * <table>
 * <caption>Placeholders</caption>
 * <tr><td>{@code RELATIONSHIP}<td>relationship type
 * <tr><td>{@code SOURCE}, {@code SOURCE_KEY}<td>start label and its key property
 * <tr><td>{@code TARGET}, {@code TARGET_KEY}<td>end label and its key property
 * <tr><td>{@code LABEL}, {@code LABEL_KEY}<td>label and its key property, in a statement about nodes
 * </table>
 *
 * <p>Immutable; usually kept in constants.
 *
 * @param name folder and file name without suffix, for example {@code extract/contents}
 * @param text text sent to the database, without the header comment
 */
public record CypherStatement(String name, String text) {

    private static final Pattern NAME = Pattern.compile("[a-z]+/[a-z0-9-]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b(RELATIONSHIP|(?:SOURCE|TARGET|LABEL)(?:_KEY)?)\\b");

    public CypherStatement {
        if (text.isBlank()) {
            throw new IllegalArgumentException("statement " + name + " is empty");
        }
    }

    /** Loads a statement without placeholders. */
    public static CypherStatement of(String name) {
        return of(name, Map.of());
    }

    /** Loads a statement about nodes of one label. */
    public static CypherStatement of(String name, NodeLabel label) {
        return of(name, Map.of("LABEL", label.label(), "LABEL_KEY", label.keyProperty()));
    }

    /**
     * Loads a statement about one relationship type between two labels.
     *
     * @throws IllegalArgumentException if the type cannot connect these labels
     */
    public static CypherStatement of(String name, RelationshipType type, NodeLabel source, NodeLabel target) {
        requireOneOf(type.from(), source, type + " does not start at ");
        requireOneOf(type.to(), target, type + " does not end at ");
        return of(name, Map.of("RELATIONSHIP", type.name(), "SOURCE", source.label(), "SOURCE_KEY",
                source.keyProperty(), "TARGET", target.label(), "TARGET_KEY", target.keyProperty()));
    }

    private static CypherStatement of(String name, Map<String, String> values) {
        return new CypherStatement(name, fill(name, withoutHeader(resource(name)), values));
    }

    private static String fill(String name, String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            String value = values.get(placeholder.group());
            if (value == null) {
                throw new IllegalArgumentException(
                        "statement " + name + " has no value for placeholder " + placeholder.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static void requireOneOf(Collection<NodeLabel> allowed, NodeLabel label, String message) {
        if (!allowed.contains(label)) {
            throw new IllegalArgumentException(message + label.label() + ", only at " + allowed);
        }
    }

    /** Returns the comment lines at the start of a statement file. */
    static List<String> header(String name) {
        return resource(name).lines().takeWhile(line -> line.startsWith("//")).toList();
    }

    private static String withoutHeader(String text) {
        return text.lines().dropWhile(line -> line.isBlank() || line.startsWith("//"))
                .collect(Collectors.joining("\n")).strip();
    }

    private static String resource(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("statement name '" + name + "' is not folder/words-in-lower-case");
        }
        try (InputStream in = CypherStatement.class.getResourceAsStream(name + ".cypher")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no statement " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("statement " + name + " cannot be read from the class path", e);
        }
    }
}
