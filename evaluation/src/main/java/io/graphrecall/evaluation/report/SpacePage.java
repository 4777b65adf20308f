package io.graphrecall.evaluation.report;

import static io.graphrecall.evaluation.report.Html.escape;
import static io.graphrecall.evaluation.report.Html.figure;
import static io.graphrecall.evaluation.report.Html.format;
import static io.graphrecall.evaluation.report.Html.paragraph;

import io.graphrecall.evaluation.spaces.NeighbourGallery;
import io.graphrecall.evaluation.spaces.SpaceAgreement;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a report says of vector spaces. */
final class SpacePage {

    private SpacePage() {}

    /** The page of a data set without behaviour. */
    static String render(SpaceReport report, NeighbourGallery gallery) {
        List<String> body = new ArrayList<>(List.of(
                "<h1>" + escape(report.dataset()) + "</h1>",
                "<p class=\"sub\">" + format("%,d contents and no behaviour: what can be told is what its spaces know.",
                        report.contents()) + "</p>"));
        body.addAll(report.spaces().isEmpty()
                ? List.of(paragraph("There are no vector spaces."))
                : section(report.spaces()));
        body.addAll(pictures(gallery));
        body.add("<p class=\"sub\">"
                + escape(format("Generation %s, seed %d, %.0f s.", report.generation(), report.seed(),
                        report.seconds()))
                + "</p>");
        return HtmlReport.page(report.dataset(), String.join("\n", body));
    }

    /** Nothing where there are no spaces. */
    static List<String> section(Map<String, SpaceAgreement> spaces) {
        if (spaces.isEmpty()) {
            return List.of();
        }
        return List.of(
                "<h2>Is what lies near alike?</h2>",
                paragraph("Of the ten contents nearest to a content in each vector space, the share that has the same "
                        + "label; beside it the share among all contents of the space: chance."),
                table(spaces).toString());
    }

    /** What lies near as pictures; nothing where there are none. */
    static List<String> pictures(NeighbourGallery gallery) {
        if (gallery.spaces().isEmpty()) {
            return List.of();
        }
        List<String> section = new ArrayList<>(List.of(
                "<h2>What lies near, as pictures</h2>",
                paragraph("Contents drawn by lot, each with its nearest ten; titles under the pointer.")));
        gallery.spaces().forEach((space, rows) -> {
            section.add("<h3>" + escape(space) + "</h3>");
            rows.forEach(row -> section.add("<div class=\"strip\">"
                    + row.stream().map(SpacePage::picture).collect(Collectors.joining()) + "</div>"));
        });
        return section;
    }

    private static String picture(NeighbourGallery.Shown content) {
        String title = escape(content.title());
        return content.picture().isEmpty()
                ? "<span title=\"" + title + "\">" + title + "</span>"
                : "<img alt=\"" + title + "\" title=\"" + title + "\" src=\"data:image/jpeg;base64,"
                        + Base64.getEncoder().encodeToString(content.picture().getFirst().jpeg()) + "\">";
    }

    private static Html.Table table(Map<String, SpaceAgreement> spaces) {
        SortedSet<String> labels = new TreeSet<>();
        spaces.values().forEach(space -> labels.addAll(space.labels().keySet()));
        List<String> heads = new ArrayList<>(List.of("space", "contents"));
        labels.forEach(label -> heads.add(label.replace("attribute.", "").replace('_', ' ')));
        Html.Table table = new Html.Table(heads);
        spaces.forEach((name, space) -> {
            List<String> cells = new ArrayList<>(List.of(escape(name), format("%,d", space.contents())));
            for (String label : labels) {
                SpaceAgreement.Label measured = space.labels().get(label);
                cells.add(measured == null
                        ? figure(null)
                        : figure(measured.agreement()) + " <small>chance " + figure(measured.chance()) + "</small>");
            }
            table.row("", cells);
        });
        return table;
    }
}
