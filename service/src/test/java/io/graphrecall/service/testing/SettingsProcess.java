package io.graphrecall.service.testing;

import io.graphrecall.schema.RecallException;
import io.graphrecall.service.ServiceSettings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads settings in a process of its own, which has the environment that a test gives it. */
public final class SettingsProcess {

    private SettingsProcess() {}

    /** The settings of a home as lines, or the line that says why there are none. */
    public static List<String> read(Path home, Map<String, String> environment, String... properties)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(properties));
        command.addAll(List.of(SettingsProcess.class.getName(), home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try (var output = builder.start().getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** @param arguments the home */
    public static void main(String[] arguments) {
        try {
            ServiceSettings.of(Path.of(arguments[0])).lines().forEach(System.out::println);
        } catch (RecallException e) {
            System.out.println(e.getMessage());
        }
    }
}
