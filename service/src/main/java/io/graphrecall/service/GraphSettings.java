package io.graphrecall.service;

import java.time.Duration;

/**
 * Settings for the detection of a graph that does not respond.
 *
 * @param probeInterval time between two probes
 * @param probeTimeout  maximum time of a probe
 */
record GraphSettings(Duration probeInterval, Duration probeTimeout) {

    GraphSettings {
        if (!probeInterval.isPositive() || !probeTimeout.isPositive()) {
            throw new IllegalArgumentException("probe-interval is " + probeInterval + " and probe-timeout is "
                    + probeTimeout + ", expected more than 0");
        }
    }
}
