package io.graphrecall.service.trace;

import io.graphrecall.pipeline.settings.SettingsSection;

import java.net.URI;

/**
 * Settings of traces.
 *
 * @param endpoint OTLP endpoint for traces over HTTP, for example {@code http://127.0.0.1:4318/v1/traces}; empty for no
 *                 traces
 * @param share    share of the requests that are traced, of those that arrive without a trace, 0 to 1
 */
public record TraceSettings(String endpoint, double share) {

    /** The section {@code tracing} of the settings. */
    public static final SettingsSection<TraceSettings> SECTION = new SettingsSection<>("tracing", TraceSettings.class);

    public TraceSettings {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("tracing.share is " + share + ", expected 0 to 1");
        }
        if (!endpoint.isEmpty() && !isHttp(endpoint)) {
            throw new IllegalArgumentException(
                    "tracing.endpoint is '" + endpoint + "', expected an http or https URL");
        }
    }

    private static boolean isHttp(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns true if requests are traced. */
    boolean enabled() {
        return !endpoint.isEmpty();
    }
}
