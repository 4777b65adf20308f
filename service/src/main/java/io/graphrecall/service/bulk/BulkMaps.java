package io.graphrecall.service.bulk;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.merge.DiscardMergePolicy;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * Shared maps of jobs, each with a copy of every entry on another member. Entries that nobody uses for a day are freed: those
 * of a command that was killed before a worker could notice it.
 */
final class BulkMaps {

    private static final String STATES = "bulk-states";
    private static final String TASK_PREFIX = "bulk-task-";
    private static final String INPUTS_PREFIX = "bulk-inputs-";
    private static final String RESULTS_PREFIX = "bulk-results-";
    private static final int MAX_IDLE_SECONDS = (int) Duration.ofDays(1).toSeconds();

    private BulkMaps() {}

    static void configure(Config config) {
        config.addMapConfig(map(STATES).setInMemoryFormat(InMemoryFormat.OBJECT));
        config.addMapConfig(map(TASK_PREFIX + "*"));
        config.addMapConfig(map(INPUTS_PREFIX + "*"));
        config.addMapConfig(map(RESULTS_PREFIX + "*"));
    }

    private static MapConfig map(String name) {
        return new MapConfig(name)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1)
                .setMaxIdleSeconds(MAX_IDLE_SECONDS)
                .setPerEntryStatsEnabled(false)
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName()));
    }

    /** States by job. */
    static IMap<String, JobState> states(HazelcastInstance hazelcast) {
        return hazelcast.getMap(STATES);
    }

    /** Work on the state of a job. */
    interface Step extends ToIntFunction<JobState>, Serializable {}

    /** Runs a step atomically on the member that stores the state of a job. Returns its result, or {@link JobState#GONE}. */
    static int step(HazelcastInstance hazelcast, String job, Step step) {
        return states(hazelcast).executeOnKey(job, entry -> {
            JobState state = entry.getValue();
            if (state == null) {
                return JobState.GONE;
            }
            int result = step.applyAsInt(state);
            entry.setValue(state);
            return result;
        });
    }

    /** Serialized task of a job, by number of the chunk. */
    static IMap<Integer, byte[]> task(HazelcastInstance hazelcast, String job) {
        return hazelcast.getMap(TASK_PREFIX + job);
    }

    /** Inputs of the blocks that are sent and whose results are not consumed, by block. */
    static IMap<Integer, byte[]> inputs(HazelcastInstance hazelcast, String job) {
        return hazelcast.getMap(INPUTS_PREFIX + job);
    }

    /** Results of a job that are not consumed, by block. */
    static <R> IMap<Integer, R> results(HazelcastInstance hazelcast, String job) {
        return hazelcast.getMap(RESULTS_PREFIX + job);
    }

    /** Frees what a job has stored. */
    static void delete(HazelcastInstance hazelcast, String job) {
        states(hazelcast).delete(job);
        task(hazelcast, job).destroy();
        inputs(hazelcast, job).destroy();
        results(hazelcast, job).destroy();
    }
}
