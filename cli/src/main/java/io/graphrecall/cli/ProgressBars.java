package io.graphrecall.cli;

import io.graphrecall.schema.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: a bar for the current task and a line for each finished task, on standard error. */
final class ProgressBars implements Progress {

    private static final int UPDATE_MILLIS = 200;

    private @Nullable ProgressBar bar;
    private String task = "";

    @Override
    public void begin(String name, long total) {
        closeBar();
        task = name;
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void advance(long steps) {
        if (bar != null) {
            bar.stepBy(steps);
        }
    }

    @Override
    public void end(String outcome) {
        closeBar();
        System.err.println(task + ": " + outcome);
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
