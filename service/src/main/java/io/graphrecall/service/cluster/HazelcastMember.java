package io.graphrecall.service.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.UserVectors;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.state.UserStates;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Starts this process's member of the Hazelcast cluster. */
public final class HazelcastMember {

    private HazelcastMember() {}

    public static HazelcastInstance start(ClusterSettings cluster, StateParameters state) {
        return Hazelcast.newHazelcastInstance(config(cluster, state));
    }

    private static Config config(ClusterSettings cluster, StateParameters state) {
        Config config = new Config().setClusterName(cluster.name());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        int threads = cluster.threads() > 0 ? cluster.threads() : Runtime.getRuntime().availableProcessors();
        config.setProperty("hazelcast.operation.thread.count", Integer.toString(threads));
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        network(config, cluster);
        UserStates.configure(config, state);
        Generations.configure(config);
        UserVectors.configure(config);
        return config;
    }

    /** Hazelcast wants an address where it is to listen, not a name. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new RecallException(RecallException.Code.INVALID, "unknown cluster host '" + host + "'", e);
        }
    }

    private static void network(Config config, ClusterSettings cluster) {
        config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(true).setPortCount(1000);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(address(cluster.host()));
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(!cluster.members().isEmpty()).setMembers(cluster.members());
    }
}
