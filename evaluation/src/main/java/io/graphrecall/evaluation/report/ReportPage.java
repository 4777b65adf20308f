package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A self-contained HTML page, drawn by the views of the web console, with its data inside. It loads nothing. */
final class ReportPage {

    private static final JsonMapper JSON = ReportFiles.JSON.rebuild().disable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private static final String SCRIPT = resource("page.js");
    private static final String STYLE = resource("page.css");

    private ReportPage() {}

    /**
     * Returns a page.
     *
     * @param kind view of {@code page.tsx}
     * @param data properties of the view, written as the fields of {@code report.json} are
     */
    static String of(String kind, String title, Map<String, ?> data) {
        Map<String, Object> given = new LinkedHashMap<>(data);
        given.put("kind", kind);
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · graph-recall</title>
                <style>
                %s</style>
                </head>
                <body>
                <div id="app"><noscript>This page needs JavaScript.</noscript></div>
                <script id="data" type="application/json">%s</script>
                <script type="module">
                %s</script>
                </body>
                </html>
                """.formatted(title.replace("&", "&amp;").replace("<", "&lt;"), STYLE, json(given), SCRIPT);
    }

    /** Returns JSON that ends no script element, whatever its texts are. */
    private static String json(Map<String, ?> data) {
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The data of the page cannot be written as JSON", e);
        }
    }

    private static String resource(String name) {
        String path = "/io/graphrecall/console/" + name;
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
