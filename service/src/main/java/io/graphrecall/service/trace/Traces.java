package io.graphrecall.service.trace;

import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.PipelineObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Traces requests and sends their spans to an OpenTelemetry collector. A request continues the trace of its header
 * {@code traceparent} (W3C Trace Context). Spans that the collector does not take are dropped. Thread-safe.
 */
public final class Traces implements PipelineObserver, AutoCloseable {

    private static final String NAME = "graph-recall";
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("recall.request_id");
    private static final AttributeKey<String> CHANNEL_STATUS = AttributeKey.stringKey("recall.channel.status");
    private static final AttributeKey<Long> RETURNED = AttributeKey.longKey("recall.channel.returned");
    private static final long CLOSE_SECONDS = 5;

    private static final TextMapGetter<UnaryOperator<@Nullable String>> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Iterable<String> keys(UnaryOperator<@Nullable String> headers) {
            return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable UnaryOperator<@Nullable String> headers, String key) {
            return headers == null ? null : headers.apply(key);
        }
    };

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;
    /** Add to {@link System#nanoTime} for the time since the epoch. One clock for all spans, as of the start of the service. */
    private final long epochNanos;
    private final Request untraced = new Request(null);

    public Traces(TraceSettings settings) {
        provider = settings.enabled() ? provider(settings) : null;
        tracer = (provider == null ? TracerProvider.noop() : provider).get(NAME);
        Instant now = Instant.now();
        epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - System.nanoTime();
    }

    private static SdkTracerProvider provider(TraceSettings settings) {
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(
                        Attributes.of(AttributeKey.stringKey("service.name"), NAME))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint()).build()).build())
                .build();
    }

    /** Returns true if requests are traced. */
    public boolean enabled() {
        return provider != null;
    }

    /**
     * A request that is traced, or one that is not. Its stages are separate spans if they run in a thread that
     * {@link #run runs} the request.
     */
    public final class Request {

        private final @Nullable Span span;

        private Request(@Nullable Span span) {
            this.span = span;
        }

        /** Runs a part of the request in the current thread, so that its stages belong to the request. */
        public <T> T run(Supplier<T> work) {
            return span == null ? work.get() : Context.root().with(span).wrapSupplier(work).get();
        }

        /** Ends the span with the status of the response. */
        public void end(int status) {
            if (span != null) {
                span.setAttribute(STATUS, (long) status);
                if (status >= 500) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end(epochNanos + System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /**
     * Begins the span of a request.
     *
     * @param route   path of the operation, with parameters in braces
     * @param headers value of a header by its name; null if it is missing
     * @param began   {@link System#nanoTime} of the beginning
     */
    public Request request(
            String method, String route, String requestId, UnaryOperator<@Nullable String> headers, long began) {
        if (!enabled()) {
            return untraced;
        }
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        return new Request(tracer.spanBuilder(method + " " + route).setParent(parent).setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method).setAttribute(ROUTE, route).setAttribute(REQUEST_ID, requestId)
                .setStartTimestamp(epochNanos + began, TimeUnit.NANOSECONDS).startSpan());
    }

    @Override
    public void ran(ChannelRun run) {
        if (Span.current().isRecording()) {
            Span span = child("channel " + run.channel(), run.beganNanos())
                    .setAttribute(CHANNEL_STATUS, run.status().wireName())
                    .setAttribute(RETURNED, (long) run.answer().size()).startSpan();
            if (run.status().degraded()) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(epochNanos + run.beganNanos() + run.tookNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void ended(String stage, long beganNanos, long tookNanos) {
        if (Span.current().isRecording()) {
            child(stage, beganNanos).startSpan().end(epochNanos + beganNanos + tookNanos, TimeUnit.NANOSECONDS);
        }
    }

    private SpanBuilder child(String name, long beganNanos) {
        return tracer.spanBuilder(name).setStartTimestamp(epochNanos + beganNanos, TimeUnit.NANOSECONDS);
    }

    /** Sends the remaining spans. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
