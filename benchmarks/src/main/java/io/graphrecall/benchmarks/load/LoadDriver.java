package io.graphrecall.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Load test of a running service: recalls with clicks between them. Prints a summary to standard error and the
 * {@link LoadReport} as JSON to standard output.
 */
public final class LoadDriver implements AutoCloseable {

    /** One event loop, to leave the other processors to the service. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final LoadSettings settings;

    LoadDriver(LoadSettings settings) {
        this.settings = settings;
    }

    /** Runs the load that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.ofProgram(LoadSettings.USAGE, words);
        try (LoadDriver driver = new LoadDriver(LoadSettings.of(arguments))) {
            LoadReport report = driver.run();
            System.err.print(report.text());
            System.out.println(ReportJson.of(report));
        }
    }

    /** Measures the service, then the bare route with an answer of the service. */
    LoadReport run() throws IOException {
        double loadAverage = process.getSystemLoadAverage();
        if (settings.liveContents() > 0) {
            try (Target target = new Target(vertx, settings.service().resolve("/"), 1)) {
                LiveContents.post(target, settings.catalogue(), settings.liveContents());
            }
        }
        long startCpuTime = process.getProcessCpuTime();
        long start = System.nanoTime();
        Measurement service = measure(
                settings.service(), settings.eventShare(), settings.warmUp(), settings.measured());
        double driverCores = (double) (process.getProcessCpuTime() - startCpuTime) / (System.nanoTime() - start);
        LoadReport.Figures figures = service.figures(settings.measured());
        @Nullable
        ProcessCost cost = settings.process()
                .map(id -> ProcessCost.of(
                        id, service.serviceCpu(), figures.recallMs().count(), figures.eventMs().count()))
                .orElse(null);
        LoadReport.@Nullable Figures bare = settings.bare().isZero() || figures.recallMs().count() == 0
                ? null
                : bareFigures(service.lastAnswer());
        return new LoadReport(
                settings.service().resolve("").toString(), settings.connections(), settings.rate(),
                settings.measured().toSeconds(), settings.eventShare(), settings.clicksOnly(), settings.seed(),
                settings.users().size(),
                settings.contents().size(), settings.size(), settings.liveContents(), loadAverage, driverCores, figures,
                bare,
                bare == null || settings.rate() > 0 ? null : figures.recallsPerSecond() / bare.recallsPerSecond(),
                cost);
    }

    /** Returns null if the bare route fails, so that the figures of the service are not lost. */
    private LoadReport.@Nullable Figures bareFigures(Buffer answer) {
        try (BareProcess bare = BareProcess.start(answer)) {
            awaitFirstAnswer(bare.address());
            return measure(bare.address(), 0, settings.warmUp(), settings.bare()).figures(settings.bare());
        } catch (IOException | RuntimeException e) {
            System.err.println("The bare route was not measured: " + e.getMessage());
            return null;
        }
    }

    /** Sends one request, since the first one of a new process takes seconds on a busy machine. */
    private void awaitFirstAnswer(ServiceAddress address) {
        try (Target target = new Target(vertx, address.resolve("/"), 1)) {
            target.post("/v1/recall", Buffer.buffer("{\"user_id\":\"first\"}")).timeout(1, TimeUnit.MINUTES).await();
        }
    }

    private Measurement measure(ServiceAddress address, double eventShare, Duration warmUp, Duration measured) {
        try (Target target = new Target(vertx, address.resolve("/"), settings.connections())) {
            return new Load(vertx, target, settings, eventShare).run(warmUp, measured);
        }
    }

    @Override
    public void close() {
        vertx.close().timeout(1, TimeUnit.MINUTES).await();
    }
}
