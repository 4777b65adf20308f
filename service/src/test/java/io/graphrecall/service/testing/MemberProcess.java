package io.graphrecall.service.testing;

import io.graphrecall.neo4j.GraphAddress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A member of a cluster in a separate process, which can be frozen. Closing kills it. */
public final class MemberProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private MemberProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a member and returns when it is ready. */
    public static MemberProcess join(GraphAddress address, Path home, String cluster, int port, String... settings)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                MemberProcess.class.getName(), address.uri().toString(), address.user(), home.toString(), cluster,
                Integer.toString(port)));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        OutputStream input = process.getOutputStream();
        input.write((address.password() + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.matches("port \\d+")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the member ended before it was ready");
        }
        return new MemberProcess(process, Integer.parseInt(line.substring("port ".length())));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Stops the process without ending it: SIGSTOP. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets the process continue: SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill " + signal + " failed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * The other process. The password is the first line of standard input. The process ends with that input.
     *
     * @param arguments address and user of the graph, home, cluster, cluster port, lines of the settings file
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
        GraphAddress address = new GraphAddress(URI.create(arguments[0]), arguments[1], input.readLine());
        try (TestService service = TestService.join(
                address, Path.of(arguments[2]), arguments[3], Integer.parseInt(arguments[4]),
                Arrays.copyOfRange(arguments, 5, arguments.length))) {
            System.out.println("port " + service.server().port());
            while (input.readLine() != null) {
                // Wait until the other process ends.
            }
        }
    }
}
