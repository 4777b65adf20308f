package io.graphrecall.evaluation.report;

import static io.graphrecall.evaluation.report.Html.escape;
import static io.graphrecall.evaluation.report.Html.figure;
import static io.graphrecall.evaluation.report.Html.format;
import static io.graphrecall.evaluation.report.Html.paragraph;

import io.graphrecall.evaluation.plot.MapPlot;
import io.graphrecall.evaluation.spaces.ClusterMap;
import io.graphrecall.evaluation.spaces.CrossModal;
import io.graphrecall.evaluation.spaces.NeighbourGallery;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import io.graphrecall.evaluation.spaces.SpacePictures;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a report says of vector spaces. */
final class SpacePage {

    private static final int LABELS = 15;

    private SpacePage() {}

    /** The page of a data set without behaviour. */
    static String render(SpaceReport report, SpacePictures pictures) {
        List<String> body = new ArrayList<>(List.of(
                "<h1>" + escape(report.dataset()) + "</h1>",
                "<p class=\"sub\">" + format("%,d contents and no behaviour: what can be told is what its spaces know.",
                        report.contents()) + "</p>"));
        body.addAll(report.spaces().isEmpty()
                ? List.of(paragraph("There are no vector spaces."))
                : section(report.spaces(), report.crossModal()));
        body.addAll(pictures(pictures));
        body.add("<p class=\"sub\">"
                + escape(format("Generation %s, seed %d, %.0f s.", report.generation(), report.seed(),
                        report.seconds()))
                + "</p>");
        return HtmlReport.page(report.dataset(), String.join("\n", body));
    }

    /** Nothing where there are no spaces. */
    static List<String> section(Map<String, SpaceAgreement> spaces, @Nullable CrossModal crossModal) {
        if (spaces.isEmpty()) {
            return List.of();
        }
        List<String> section = new ArrayList<>(List.of(
                "<h2>Is what lies near alike?</h2>",
                paragraph("Of the ten contents nearest to a content in each vector space, the share that has the same "
                        + "label; below it the share among all contents of the space: chance. The labels that most "
                        + "contents have; all of them are in report.json."),
                table(spaces, SpacePage::agreement).toString(),
                "<h2>Are clusters of one kind?</h2>",
                paragraph("Of the contents of each space, the share that have what most of their cluster have; below "
                        + "it the share were all in one cluster."),
                table(spaces, SpacePage::purity).row("", sizes(spaces.values())).toString()));
        if (crossModal != null) {
            section.addAll(crossModal(crossModal));
        }
        return section;
    }

    private static List<String> crossModal(CrossModal found) {
        return List.of(
                "<h2>Does what contents say find what they show?</h2>",
                paragraph(format(
                        "Of %,d contents, searched among themselves by the multimodal encoder, which learned from "
                                + "contents like these: how often one of the ten nearest has the same title.",
                        found.contents())),
                new Html.Table(List.of("text to picture", "picture to text", "by lot"))
                        .row("", List.of(
                                figure(found.textToPicture()), figure(found.pictureToText()), figure(found.chance())))
                        .toString());
    }

    /** Maps of clusters, and what lies near as pictures; nothing where there are none. */
    static List<String> pictures(SpacePictures pictures) {
        List<String> section = new ArrayList<>(maps(pictures.maps()));
        section.addAll(near(pictures.near()));
        return section;
    }

    private static List<String> maps(Map<String, ClusterMap> maps) {
        if (maps.isEmpty()) {
            return List.of();
        }
        List<String> section = new ArrayList<>(List.of(
                "<h2>Where clusters lie</h2>",
                paragraph("Rings are clusters, as large as they have contents; dots are contents drawn by lot. The two "
                        + "directions are those in which clusters differ most: what is far apart here is far apart in "
                        + "the space, what is near may not be.")));
        maps.forEach((space, map) -> {
            section.add("<h3>" + escape(space) + ", by " + escape(words(map.label())) + "</h3>");
            section.add(new MapPlot("Clusters of the space " + space).render(
                    map.dots().stream().map(dot -> new MapPlot.Spot(dot.x(), dot.y(), dot.value())).toList(),
                    map.rings().stream().map(SpacePage::ring).toList(), map.values()));
        });
        return section;
    }

    private static MapPlot.Ring ring(ClusterMap.Ring cluster) {
        String hint = cluster.value().isEmpty()
                ? format("%,d contents", cluster.contents())
                : format("%,d contents, %.0f %% %s", cluster.contents(), 100 * cluster.share(), cluster.value());
        return new MapPlot.Ring(cluster.x(), cluster.y(), cluster.contents(), hint);
    }

    private static List<String> near(NeighbourGallery gallery) {
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

    /** The labels that most contents have, a row each. */
    private static Html.Table table(
            Map<String, SpaceAgreement> spaces, Function<SpaceAgreement.Label, String> figure) {
        Map<String, Long> labels = new HashMap<>();
        spaces.values().forEach(space -> space.labels()
                .forEach((label, measured) -> labels.merge(label, measured.contents(), Math::max)));
        List<String> heads = new ArrayList<>(List.of("label", "contents that have it"));
        heads.addAll(spaces.keySet());
        Html.Table table = new Html.Table(heads);
        labels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(LABELS)
                .forEach(label -> table.row("", row(label.getKey(), label.getValue(), spaces.values(), figure)));
        return table;
    }

    private static List<String> row(
            String label, long contents, Collection<SpaceAgreement> spaces,
            Function<SpaceAgreement.Label, String> figure) {
        List<String> cells = new ArrayList<>(
                List.of(escape(words(label)), format("%,d", contents)));
        for (SpaceAgreement space : spaces) {
            SpaceAgreement.Label measured = space.labels().get(label);
            cells.add(measured == null ? figure(null) : figure.apply(measured));
        }
        return cells;
    }

    private static String agreement(SpaceAgreement.Label label) {
        return figure(label.agreement()) + " <small>chance " + figure(label.chance()) + "</small>";
    }

    private static String purity(SpaceAgreement.Label label) {
        return figure(label.purity()) + " <small>in one " + figure(label.majority()) + "</small>";
    }

    /** How large the clusters of each space are, as the last row of a table of spaces. */
    private static List<String> sizes(Collection<SpaceAgreement> spaces) {
        List<String> cells = new ArrayList<>(List.of("clusters", ""));
        spaces.forEach(space -> cells.add(format(
                "%,d <small>of %,d to %,d, half above %,d</small>", space.clusters().count(),
                space.clusters().smallest(), space.clusters().largest(), space.clusters().median())));
        return cells;
    }

    private static String words(String label) {
        return label.replace("attribute.", "").replace('_', ' ');
    }
}
