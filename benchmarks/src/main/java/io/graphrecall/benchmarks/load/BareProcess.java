package io.graphrecall.benchmarks.load;

import io.graphrecall.benchmarks.input.ServiceAddress;
import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running {@link BareRoute} in its own process, like the service. */
final class BareProcess implements AutoCloseable {

    private final Process process;
    private final ServiceAddress address;

    private BareProcess(Process process, ServiceAddress address) {
        this.process = process;
        this.address = address;
    }

    static BareProcess start(Buffer answer) throws IOException {
        Path file = Files.createTempFile("answer", ".json");
        try {
            Files.write(file, answer.getBytes());
            Process process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                    "-Dslf4j.internal.verbosity=ERROR", "-cp",
                    System.getProperty("java.class.path"), BareRoute.class.getName(), "--answer", file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String port = process.inputReader(StandardCharsets.US_ASCII).readLine();
            if (port == null) {
                throw new IOException("The bare route ended before it printed its port. Its errors are above.");
            }
            return new BareProcess(process, new ServiceAddress("127.0.0.1", Integer.parseInt(port)));
        } finally {
            Files.delete(file);
        }
    }

    ServiceAddress address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.US_ASCII).close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
