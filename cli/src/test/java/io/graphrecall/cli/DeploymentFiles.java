package io.graphrecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Files that describe a deployment, and the program that they start. */
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
final class DeploymentFiles {

    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("docker-compose.yml"))).findFirst().orElseThrow();

    private DeploymentFiles() {}

    static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    static Map<String, Object> yaml(String text) {
        return reader().load(text);
    }

    /** Returns the documents of a YAML file. */
    static List<Map<String, Object>> documents(String file) throws IOException {
        return StreamSupport.stream(reader().loadAll(text(file)).spliterator(), false)
                .map(document -> (Map<String, Object>) document).toList();
    }

    private static Yaml reader() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    /** Returns the value of a required key. */
    static <T> T at(Map<String, ?> map, String key) {
        return (T) Objects.requireNonNull(map.get(key), key);
    }

    static List<String> strings(Map<String, Object> map, String key) {
        return at(map, key);
    }

    /** Returns the text of the first such element of the root POM. */
    static String pomElement(String name) throws IOException {
        return pomElement("pom.xml", name);
    }

    static String pomElement(String pom, String name) throws IOException {
        Matcher found = Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)</").matcher(text(pom));
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    /** Returns the operation of the HTTP contract that reads a path. */
    static Map<String, Object> operation(String path) throws IOException {
        try (InputStream contract = Recall.class.getResourceAsStream("/io/graphrecall/service/http/openapi.yaml")) {
            Map<String, Object> openApi = yaml(new String(Objects.requireNonNull(contract).readAllBytes(), UTF_8));
            Map<String, Map<String, Map<String, Object>>> paths = at(openApi, "paths");
            return at(at(paths, path), "get");
        }
    }

    /** Returns the first lines of output. The command fails after them, because there is no graph. */
    static List<String> firstLines(int count, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Recall.class.getName()));
        arguments.forEach(argument -> command.add(argument.replace("neo4j:7687", "127.0.0.1:1")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = output.readLine();
            while (line != null) {
                lines.add(line);
                line = lines.size() < count ? output.readLine() : null;
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
        return lines;
    }
}
