package io.graphrecall.offline;

import io.graphrecall.schema.Progress;

import java.util.ArrayList;
import java.util.List;

/** Keeps what tasks ended with. */
final class Outcomes implements Progress {

    final List<String> outcomes = new ArrayList<>();

    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps) {}

    @Override
    public void end(String outcome) {
        outcomes.add(outcome);
    }
}
