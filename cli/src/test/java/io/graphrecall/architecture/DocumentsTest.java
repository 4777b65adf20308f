package io.graphrecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents and the Javadoc follow the rules of CONTRIBUTING.md that a program can check. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern JAVADOC_OPENING = Pattern
            .compile("/\\*\\*\\s*(?:\\* )?(What|How|Whether|Where|Of|That)\\b[^\n]*");
    private static final int README_LINES = 150;

    @Test
    void everyLinkLeadsToAFileOrHeading() {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(text(document)).results().map(link -> link.group(1))
                    .filter(link -> !link.matches("[a-z]+:.*"))
                    .filter(link -> !resolves(document, link))
                    .forEach(link -> broken.add(ROOT.relativize(document) + " -> " + link));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theReadmeIsShort() {
        assertThat(text(ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void everyDocumentCanBeReachedFromTheReadme() {
        String readme = text(ROOT.resolve("README.md"));
        assertThat(documents().stream().filter(document -> document.startsWith(ROOT.resolve("docs")))
                .map(document -> ROOT.relativize(document).toString())).allMatch(readme::contains);
    }

    @Test
    void noJavadocOpensWithAQuestionWord() {
        List<String> found = files(".java").stream()
                .flatMap(file -> JAVADOC_OPENING.matcher(text(file)).results()
                        .map(opening -> ROOT.relativize(file) + ": " + opening.group()))
                .toList();
        assertThat(found).isEmpty();
    }

    private static boolean resolves(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors of a document's headings, as code hosts derive them. */
    private static List<String> anchors(Path document) {
        return HEADING.matcher(text(document)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> documents() {
        return files(".md");
    }

    private static List<Path> files(String extension) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(extension))
                    .filter(file -> Stream.of("target", ".git", "var", "node_modules").noneMatch(
                            folder -> ROOT.relativize(file).startsWith(folder)
                                    || ROOT.relativize(file).toString().contains("/" + folder + "/")))
                    .filter(file -> !ROOT.relativize(file).toString().startsWith("."))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
