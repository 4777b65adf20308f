package io.graphrecall.cypher;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Graph names used in the text of a statement. EXPLAIN reports unknown names only in read clauses; this class also
 * finds names in write clauses.
 *
 * @param labels     labels and relationship types
 * @param properties keys of nodes and relationships, without keys of parameters and results
 */
record Spelling(Set<String> labels, Set<String> properties) {

    private static final Pattern NOISE = Pattern.compile("//[^\\n]*|'(?:[^'\\\\]|\\\\.)*'");
    /** Names after a colon and between bars, except keywords that may follow the colon of a map entry. */
    private static final Pattern LABELS = Pattern
            .compile(":\\s*!?((?!(?:CASE|COLLECT|COUNT|EXISTS|NOT)\\b)[A-Z]\\w*(?:\\s*[|&:]\\s*!?[A-Z]\\w*)*)");
    private static final Pattern VARIABLE = Pattern.compile("[(\\[]\\s*([a-z]\\w*)\\s*[:)\\]{]");
    private static final Pattern UNWOUND = Pattern.compile("\\bUNWIND\\b.*?\\bAS\\s+(\\w+)", Pattern.DOTALL);
    /** The map in a pattern: {@code (:User {user_id: x})}, {@code [event {at: 1}]}. */
    private static final Pattern PATTERN_MAP = Pattern.compile("[(\\[]\\s*\\w*\\s*(?::[\\w\\s|&!:]+)?\\{([^}]*)}");
    private static final Pattern KEY = Pattern.compile("(?:^|[{,])\\s*(\\w+)\\s*:");
    private static final Pattern WORD = Pattern.compile("\\w+");

    static Spelling of(CypherStatement statement) {
        String text = NOISE.matcher(statement.text()).replaceAll("''");
        Set<String> labels = new TreeSet<>();
        LABELS.matcher(text).results().forEach(found -> collect(WORD, found.group(1), labels));
        Set<String> properties = new TreeSet<>();
        PATTERN_MAP.matcher(text).results().forEach(found -> collect(KEY, found.group(1), properties));
        for (String variable : graphVariables(text)) {
            collect(Pattern.compile("\\b" + variable + "\\.(\\w+)"), text, properties);
            Matcher projection = Pattern.compile("\\b" + variable + "\\s*\\{([^}]*)}").matcher(text);
            projection.results()
                    .forEach(found -> collect(Pattern.compile("\\.(\\w+)"), found.group(1), properties));
            Matcher map = Pattern.compile("\\b" + variable + "\\s*\\+?=\\s*\\{([^}]*)}").matcher(text);
            map.results().forEach(found -> collect(KEY, found.group(1), properties));
        }
        return new Spelling(labels, properties);
    }

    /** Returns the names of this statement that a vocabulary does not contain. */
    Set<String> unknownTo(Spelling vocabulary) {
        Set<String> unknown = new TreeSet<>(labels);
        unknown.removeAll(vocabulary.labels);
        Set<String> keys = new TreeSet<>(properties);
        keys.removeAll(vocabulary.properties);
        unknown.addAll(keys);
        return unknown;
    }

    private static Set<String> graphVariables(String text) {
        Set<String> variables = new LinkedHashSet<>();
        collect(VARIABLE, text, variables);
        Set<String> unwound = new LinkedHashSet<>();
        collect(UNWOUND, text, unwound);
        variables.removeAll(unwound);
        return variables;
    }

    private static void collect(Pattern pattern, String text, Set<String> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(matcher.groupCount()));
        }
    }
}
