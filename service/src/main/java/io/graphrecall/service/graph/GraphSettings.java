package io.graphrecall.service.graph;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the use of Neo4j.
 *
 * @param probeInterval time between two probes, which detect a Neo4j that does not respond
 * @param probeTimeout  maximum time of a probe
 * @param explorer      account of the reads of people who explore the graph
 */
public record GraphSettings(Duration probeInterval, Duration probeTimeout, Explorer explorer) {

    /** The section {@code graph} of the settings. */
    public static final SettingsSection<GraphSettings> SECTION = new SettingsSection<>("graph", GraphSettings.class);

    public GraphSettings {
        if (!probeInterval.isPositive() || !probeTimeout.isPositive()) {
            throw new IllegalArgumentException("probe-interval is " + probeInterval + " and probe-timeout is "
                    + probeTimeout + ", expected more than 0");
        }
    }

    /**
     * An account of Neo4j, for instance one that may only read.
     *
     * @param user         name; empty for the account of the service
     * @param passwordFile file with the password, absolute or relative to the home
     */
    public record Explorer(String user, String passwordFile) {

        /** The account of the service. */
        public static final Explorer NONE = new Explorer("", "");

        public Explorer {
            if (user.isEmpty() != passwordFile.isEmpty()) {
                throw new IllegalArgumentException(
                        "explorer.user and explorer.password-file belong together, but only one is set");
            }
        }

        /** Returns true if the account is not that of the service. */
        boolean isSet() {
            return !user.isEmpty();
        }

        /**
         * Returns a client with this account.
         *
         * @throws RecallException INVALID if the password cannot be read
         */
        GraphClient connect(URI uri, Path home) {
            Path file = home.resolve(passwordFile);
            try {
                return GraphClient.connect(uri, user, Files.readString(file).strip());
            } catch (IOException e) {
                throw new RecallException(RecallException.Code.INVALID,
                        "recall.graph.explorer.password-file names " + file + ", which cannot be read", e);
            }
        }
    }
}
