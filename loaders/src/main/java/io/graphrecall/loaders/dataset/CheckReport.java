package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Result of checking a data set.
 *
 * @param summary counts of a load into an empty graph; nothing is written
 * @param profile statistics of the data set
 * @param defects first defects of the files, in reading order
 */
public record CheckReport(LoadSummary summary, DataSetProfile profile, List<FileQuality.Defect> defects) {

    public CheckReport {
        defects = List.copyOf(defects);
    }

    /** Returns the report for the console, one statement per line. The dead letters have the reasons of rejections. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(summary.lines(FileQuality::counts));
        fields(lines, "contents", profile.contentFields(), profile.contents());
        fields(lines, "items", profile.itemFields(), profile.items());
        if (profile.events() > 0) {
            lines.add("events: " + profile.actions().entrySet().stream()
                    .map(action -> number(action.getValue()) + " " + action.getKey().wireName())
                    .collect(Collectors.joining(", ")));
            fields(lines, "events", profile.eventFields(), profile.events());
            lines.add("time: " + profile.first() + " to " + profile.last()
                    + (summary.dataSet().timestamps() == DataSet.Timestamps.ORDER_ONLY
                            ? ", which give only an order"
                            : ""));
            lines.add("users in events: " + spread(profile.users(), profile.unknownUsers(), "the users file"));
            lines.add("contents, items and queries in events: "
                    + spread(profile.targets(), profile.unknownTargets(), "the catalogue"));
        }
        profile.warnings().forEach(warning -> lines.add("warning: " + warning));
        defects.forEach(defect -> lines.add("dead letter: " + defect));
        long more = summary.deadLetters() - defects.stream().mapToLong(FileQuality.Defect::count).sum();
        if (more > 0) {
            lines.add("dead letters not shown: " + number(more));
        }
        if (summary.deadLetters() == 0) {
            lines.add("no record is rejected");
        }
        return lines;
    }

    /**
     * Throws an exception if a file is unusable. The {@link #lines} have the reasons.
     *
     * @param maxShare maximum share of rejected records per file
     */
    public void requireUsable(double maxShare) {
        RejectionCounter.requireUsable(summary.quality(), maxShare, FileQuality::counts);
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", summary.dataSet().name());
        Map<String, Object> files = new LinkedHashMap<>();
        summary.files().forEach((kind, counts) -> files.put(kind.stem(),
                Map.of("files", summary.names().getOrDefault(kind, kind.stem()), "read", counts.read(), "replaced",
                        counts.replaced(), "dead_letters", counts.deadLetters())));
        json.put("records", files);
        json.put("files", summary.quality().stream().map(file -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file.file());
            fields.put("read", file.read());
            fields.put("rejected", file.rejected());
            fields.put("most_frequent", file.mostFrequent());
            return fields;
        }).toList());
        Map<String, Object> conversions = new LinkedHashMap<>();
        summary.conversions().forEach((kind, byConversion) -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            byConversion.forEach((conversion, count) -> counts.put(conversion.wireName(), count));
            conversions.put(kind.stem(), counts);
        });
        json.put("conversions", conversions);
        json.put("contents", Map.of("usable", profile.contents(), "fields", profile.contentFields()));
        json.put("items", Map.of("usable", profile.items(), "fields", profile.itemFields()));
        Map<String, Long> actions = new LinkedHashMap<>();
        profile.actions().forEach((Action action, Long count) -> actions.put(action.wireName(), count));
        Map<String, Object> events = new LinkedHashMap<>();
        events.put("usable", profile.events());
        events.put("actions", actions);
        events.put("fields", profile.eventFields());
        events.put("first", String.valueOf(profile.first()));
        events.put("last", String.valueOf(profile.last()));
        events.put("users", spread(profile.users(), profile.unknownUsers()));
        events.put("targets", spread(profile.targets(), profile.unknownTargets()));
        events.put("undescribed_contents", profile.undescribedContents());
        json.put("events", events);
        json.put("unknown_fields", summary.unknownFields());
        json.put("warnings", profile.warnings());
        json.put("dead_letters", defects.stream().map(FileQuality.Defect::example).toList());
        return json;
    }

    private static void fields(List<String> lines, String what, Map<String, Long> fields, long total) {
        if (!fields.isEmpty()) {
            lines.add(what + " with " + fields.entrySet().stream()
                    .map(field -> field.getKey() + " " + percent(field.getValue(), total))
                    .collect(Collectors.joining(", ")));
        }
    }

    private static String spread(DataSetProfile.Spread spread, long unknown, String catalogue) {
        return "%s, events of each: median %s, maximum %s".formatted(number(spread.distinct()),
                number(spread.median()),
                number(spread.max())) + (unknown == 0 ? "" : "; " + number(unknown) + " missing in " + catalogue);
    }

    private static Map<String, Object> spread(DataSetProfile.Spread spread, long unknown) {
        return Map.of("distinct", spread.distinct(), "median_events", spread.median(), "most_events", spread.max(),
                "unknown", unknown);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Formats a share. A partial share is never rounded to 0 % or 100 %. */
    static String percent(long part, long total) {
        double percent = total == 0 ? 0 : Math.rint(1000.0 * part / total) / 10;
        double clamped = part < total ? Math.min(percent, 99.9) : percent;
        return String.format(Locale.ROOT, "%.1f %%", part > 0 ? Math.max(clamped, 0.1) : clamped).replace(".0 ", " ");
    }
}
