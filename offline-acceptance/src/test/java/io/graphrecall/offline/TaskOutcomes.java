package io.graphrecall.offline;

import io.graphrecall.schema.Progress;

import java.util.ArrayList;
import java.util.List;

/** Collects the outcomes of tasks. */
final class TaskOutcomes implements Progress {

    private final List<String> outcomes = new ArrayList<>();

    List<String> list() {
        return outcomes;
    }

    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps) {}

    @Override
    public void end(String outcome) {
        outcomes.add(outcome);
    }
}
