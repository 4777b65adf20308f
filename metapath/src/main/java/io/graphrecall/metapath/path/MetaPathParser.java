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

/** Reads one meta-path from left to right. Used once. */
final class MetaPathParser {

    private static final Pattern NAMES = Pattern.compile("\\s*([A-Za-z_]+(?:\\|[A-Za-z_]+)*)\\s*");
    private static final Pattern FORWARD = Pattern.compile("-([^-<>*]*)(\\*?)->");
    private static final Pattern BACKWARD = Pattern.compile("<-([^-<>*]*)(\\*?)-");

    private final String text;
    private final List<List<NodeLabel>> places = new ArrayList<>();
    private final List<MetaPath.Step> steps = new ArrayList<>();
    private int at;

    MetaPathParser(String text) {
        this.text = text;
    }

    MetaPath path() {
        places.add(labels());
        do {
            steps.add(step());
            places.add(labels());
        } while (at < text.length());
        return new MetaPath(places, steps);
    }

    private List<NodeLabel> labels() {
        Matcher names = NAMES.matcher(text).region(at, text.length());
        if (!names.lookingAt()) {
            throw wrong("a label is wanted, for instance Content");
        }
        List<NodeLabel> labels = new ArrayList<>();
        for (String name : names.group(1).split("\\|")) {
            labels.add(Arrays.stream(NodeLabel.values()).filter(label -> label.label().equals(name)).findFirst()
                    .orElseThrow(() -> wrong("there is no label '" + name + "', there are " + Arrays
                            .stream(NodeLabel.values()).map(NodeLabel::label).collect(Collectors.joining(", ")))));
        }
        at = names.end();
        return labels;
    }

    private MetaPath.Step step() {
        for (Pattern direction : List.of(FORWARD, BACKWARD)) {
            Matcher step = direction.matcher(text).region(at, text.length());
            if (step.lookingAt()) {
                MetaPath.Step read = new MetaPath.Step(
                        types(step.group(1)), direction == FORWARD, !step.group(2).isEmpty());
                at = step.end();
                return read;
            }
        }
        throw wrong("a step is wanted, -TYPE-> or <-TYPE-");
    }

    private List<RelationshipType> types(String names) {
        List<RelationshipType> types = new ArrayList<>();
        for (String name : names.split("\\|", -1)) {
            types.add(Arrays.stream(RelationshipType.values()).filter(type -> type.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no relationship type '" + name.strip() + "'")));
        }
        return types;
    }

    private RecallException wrong(String message) {
        return new RecallException(RecallException.Code.INVALID,
                "meta-path '" + text + "', step " + Math.max(1, places.size())
                        + ", at '" + text.substring(at) + "': " + message);
    }
}
