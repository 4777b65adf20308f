package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The load of the records of one kind: gathers records into batches, writes them, and turns what is refused into dead letters. */
final class FileLoad<R> implements LineListener {

    /** A batch with very long lines is cut short, so that memory stays bounded. */
    private static final long BATCH_CHARACTERS = 8 << 20;

    private final DataFile file;
    private final int batchSize;
    private final Function<List<R>, WriteReport> write;
    private final boolean strict;
    private final DeadLetterFile deadLetterFile;
    private final LoadCounts counts;
    private final Progress progress;

    private final List<R> records = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private boolean begun;
    private long passed;
    private long characters;

    FileLoad(DataFile file, int batchSize, Function<List<R>, WriteReport> write, boolean strict,
            DeadLetterFile deadLetterFile, LoadCounts counts, Progress progress) {
        this.file = file;
        this.batchSize = batchSize;
        this.write = write;
        this.strict = strict;
        this.deadLetterFile = deadLetterFile;
        this.counts = counts;
        this.progress = progress;
    }

    @Override
    public void begin(DataFile kind, String files, long total) {
        begun = true;
        progress.begin(files, total);
        counts.read(file, files, total);
    }

    void add(Origin origin, R record) {
        records.add(record);
        origins.add(origin);
        pass(origin.raw());
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetters.add(letter);
        if (strict) {
            flush();
        } else {
            pass(letter.raw());
        }
    }

    @Override
    public void unknownField(DataFile kind, String name) {
        counts.unknownField(file, name);
    }

    @Override
    public void replaced(DataFile kind, long line) {
        counts.replaced(file);
        pass("");
    }

    void end() {
        if (begun) {
            flush();
            progress.end("done");
        }
    }

    private void pass(String raw) {
        passed++;
        characters += raw.length();
        if (passed >= batchSize || characters >= BATCH_CHARACTERS) {
            flush();
        }
    }

    /** Writes what was gathered. */
    void flush() {
        if (!records.isEmpty()) {
            WriteReport report = write.apply(records);
            counts.written(file, report);
            for (Rejection rejection : report.rejected()) {
                deadLetters.add(origins.get(rejection.index()).deadLetter(rejection.reason()));
            }
        }
        deadLetters.sort(Comparator.comparingLong(DeadLetter::line));
        for (DeadLetter letter : deadLetters) {
            counts.deadLetter(file);
            deadLetterFile.write(letter);
            if (strict) {
                throw new RecallException(Code.INVALID, letter.toString());
            }
        }
        progress.advance(passed);
        records.clear();
        origins.clear();
        deadLetters.clear();
        passed = 0;
        characters = 0;
    }
}
