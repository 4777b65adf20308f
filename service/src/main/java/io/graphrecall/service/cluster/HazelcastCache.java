package io.graphrecall.service.cluster;

import com.hazelcast.map.IMap;
import io.graphrecall.pipeline.channel.MemberCache;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.state.ClusterWait;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Cache in a map of Hazelcast. Thread-safe. */
record HazelcastCache(IMap<String, byte[]> map) implements MemberCache {

    /** Computing a value takes a few milliseconds, too. */
    private static final Duration MAX_GET = Duration.ofMillis(20);
    private static final Duration MAX_REMOVE = Duration.ofSeconds(1);

    @Override
    public byte @Nullable [] get(String key) {
        try {
            return ClusterWait.await(map.getAsync(key), MAX_GET);
        } catch (TimeoutException e) {
            return null;
        }
    }

    @Override
    public void put(String key, byte[] value) {
        map.setAsync(key, value);
    }

    @Override
    public void remove(String key) {
        try {
            ClusterWait.await(map.deleteAsync(key), MAX_REMOVE);
        } catch (TimeoutException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "'" + key + "' cannot be removed from a cache: a member of the cluster does not respond, try again",
                    e);
        }
    }
}
