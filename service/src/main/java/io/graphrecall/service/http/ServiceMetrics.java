package io.graphrecall.service.http;

import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.Degradation;
import io.graphrecall.pipeline.PipelineObserver;
import io.graphrecall.service.feedback.ClickObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.openapi.contract.Operation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The metrics of the service, for Prometheus. Thread-safe. */
public final class ServiceMetrics implements PipelineObserver, ClickObserver, AutoCloseable {

    /**
     * Upper bounds of the buckets of durations. The limits of alerts and the default timeouts of scenes are among them,
     * because quantiles in between are guesses.
     */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000), Duration.ofNanos(250_000), Duration.ofNanos(500_000), Duration.ofMillis(1),
        Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(150), Duration.ofMillis(200), Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollections = new JvmGcMetrics();
    private final MeterProvider<Timer> requests = Timer.builder("graphrecall.http.requests")
            .description("Requests with a response, from the first byte on").serviceLevelObjectives(BUCKETS)
            .withRegistry(registry);
    private final Map<ChannelKey, ChannelMeters> channels = new ConcurrentHashMap<>();
    private final MeterProvider<Counter> recalls = counter(
            "recalls", "Recalls, by the scene or variant that served");
    private final MeterProvider<Timer> visible = Timer.builder("graphrecall.visible")
            .description("Posts, by the time until their records are visible to recalls")
            .serviceLevelObjectives(BUCKETS).withRegistry(registry);
    private final MeterProvider<Counter> shown = counter(
            "feedback.shown", "Contents of answers that users were shown");
    private final MeterProvider<Counter> clicked = counter(
            "feedback.clicked", "Contents of answers that users clicked");
    private final MeterProvider<Counter> credited = counter(
            "feedback.credited", "Clicked contents of interleaved answers, by the team that picked them");
    private final MeterProvider<Counter> referred = counter(
            "feedback.events", "Events that refer to an answer, by what this member knows of it");
    private final MeterProvider<Counter> degraded = counter("recalls.degraded", "Degraded recalls, by reason");
    private final MeterProvider<Counter> limited = counter(
            "http.limited", "Requests beyond the limits of their key");

    private record ChannelKey(String channel, ChannelRun.Status status) {}

    private record ChannelMeters(Timer time, Counter returned) {}

    public ServiceMetrics() {
        // Names that the checker of Prometheus refuses.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        garbageCollections.bindTo(registry);
        // Counters that are 0 until the first event, instead of absent.
        limited.withTag("key", ApiKeys.ANYONE.name());
        for (Degradation reason : Degradation.values()) {
            degraded.withTag("reason", reason.wireName());
        }
        for (ClickObserver.Answer answer : ClickObserver.Answer.values()) {
            referred.withTag("answer", answer.wireName());
        }
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** Records a reply. */
    void replied(Operation operation, int status, long nanos) {
        requests.withTags("method", operation.getHttpMethod().name(), "route", operation.getOpenAPIPath(), "status",
                Integer.toString(status)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void ran(ChannelRun run) {
        ChannelMeters meters = channels.computeIfAbsent(new ChannelKey(run.channel(), run.status()),
                this::channelMeters);
        meters.time.record(run.tookNanos(), TimeUnit.NANOSECONDS);
        meters.returned.increment(run.answer().size());
    }

    /**
     * Records a post whose records are committed and visible to the recalls of this member.
     *
     * @param records kind of the records, such as {@code events}
     * @param nanos   time since the post
     */
    public void visible(String records, long nanos) {
        visible.withTag("records", records).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shown(String scene, String variant, String channel) {
        shown.withTags("scene", scene, "variant", variant, "channel", channel).increment();
    }

    @Override
    public void clicked(String scene, String variant, String channel) {
        clicked.withTags("scene", scene, "variant", variant, "channel", channel).increment();
    }

    @Override
    public void credited(String scene, String variant, String team) {
        credited.withTags("scene", scene, "variant", variant, "team", team).increment();
    }

    @Override
    public void referred(ClickObserver.Answer answer) {
        referred.withTag("answer", answer.wireName()).increment();
    }

    /** Registers a gauge, whose value is read at every scrape. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder("graphrecall." + name, value).description(description).register(registry);
    }

    /** Registers a counter, whose value is read at every scrape. */
    void count(String name, String description, LongSupplier value) {
        // The registry keeps only a weak reference to the object that it reads.
        FunctionCounter.builder("graphrecall." + name, this, metrics -> value.getAsLong()).description(description)
                .register(registry);
    }

    /** Counts a recall. */
    void recalled(String scene) {
        recalls.withTag("scene", scene).increment();
    }

    /** Counts a degraded recall. */
    void degraded(Degradation reason) {
        degraded.withTag("reason", reason.wireName()).increment();
    }

    /**
     * Counts a request of a key beyond its limits.
     *
     * @param key label of the key
     */
    void limited(String key) {
        limited.withTag("key", key).increment();
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder("graphrecall." + name).description(description).withRegistry(registry);
    }

    /** Returns all metrics in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    private ChannelMeters channelMeters(ChannelKey key) {
        String outcome = key.status.wireName();
        return new ChannelMeters(
                Timer.builder("graphrecall.channel").description("Runs of recall channels, by outcome")
                        .tag("channel", key.channel).tag("outcome", outcome).serviceLevelObjectives(BUCKETS)
                        .register(registry),
                Counter.builder("graphrecall.channel.returned").description("Contents that channels returned")
                        .tag("channel", key.channel).tag("outcome", outcome).register(registry));
    }

    @Override
    public void close() {
        garbageCollections.close();
        registry.close();
    }
}
