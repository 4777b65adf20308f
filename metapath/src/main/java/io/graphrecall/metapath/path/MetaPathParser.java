package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RelationshipType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parser of one meta-path. For a single use. */
final class MetaPathParser {

    private static final Pattern NAMES = Pattern.compile("\\s*([A-Za-z_]+(?:\\|[A-Za-z_]+)*)\\s*");
    private static final Pattern FORWARD = Pattern.compile("-([^-<>*]*)(\\*?)->");
    private static final Pattern BACKWARD = Pattern.compile("<-([^-<>*]*)(\\*?)-");

    private final String text;
    private final List<List<NodeLabel>> positions = new ArrayList<>();
    private final List<MetaPath.Step> steps = new ArrayList<>();
    private int offset;

    MetaPathParser(String text) {
        this.text = text;
    }

    MetaPath path() {
        positions.add(labels());
        do {
            steps.add(step());
            positions.add(labels());
        } while (offset < text.length());
        return new MetaPath(positions, steps);
    }

    private List<NodeLabel> labels() {
        Matcher names = NAMES.matcher(text).region(offset, text.length());
        if (!names.lookingAt()) {
            throw error("expected a label, for instance Content");
        }
        List<NodeLabel> labels = new ArrayList<>();
        for (String name : names.group(1).split("\\|")) {
            labels.add(Arrays.stream(NodeLabel.values()).filter(label -> label.label().equals(name)).findFirst()
                    .orElseThrow(() -> error("unknown label '" + name + "'; the labels are " + Arrays
                            .stream(NodeLabel.values()).map(NodeLabel::label).collect(Collectors.joining(", ")))));
        }
        offset = names.end();
        return labels;
    }

    private MetaPath.Step step() {
        for (Pattern direction : List.of(FORWARD, BACKWARD)) {
            Matcher step = direction.matcher(text).region(offset, text.length());
            if (step.lookingAt()) {
                MetaPath.Step parsed = new MetaPath.Step(
                        types(step.group(1)), direction == FORWARD, !step.group(2).isEmpty());
                offset = step.end();
                return parsed;
            }
        }
        throw error("expected a step, -TYPE-> or <-TYPE-");
    }

    private List<RelationshipType> types(String names) {
        List<RelationshipType> types = new ArrayList<>();
        for (String name : names.split("\\|", -1)) {
            types.add(Arrays.stream(RelationshipType.values()).filter(type -> type.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> error("unknown relationship type '" + name.strip() + "'")));
        }
        return types;
    }

    private RecallException error(String message) {
        return new RecallException(RecallException.Code.INVALID,
                "Meta-path '" + text + "', step " + Math.max(1, positions.size())
                        + ", at '" + text.substring(offset) + "': " + message);
    }
}
