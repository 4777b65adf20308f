package io.graphrecall.service.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.OpenTask;
import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Task of tests: a text for each block that depends on the block and on the whole input. Two blocks in three have more input.
 *
 * @param millis  duration of a block
 * @param failing block that fails; negative for none
 * @param trace   folder where each process that computes a block leaves a file with its number
 */
record DigestTask(int blocks, byte[] input, int millis, int failing, String trace) implements BlockTask<String> {

    @Override
    public byte @Nullable [] input(int block) {
        return block % 3 == 0 ? null : ("input " + block).getBytes(UTF_8);
    }

    @Override
    public OpenTask<String> open(BlockHost host) {
        return () -> block -> {
            byte[] more = input(block) == null || host == BlockHost.NONE ? input(block) : host.input(block);
            return compute(block) + (more == null ? "" : " " + new String(more, UTF_8));
        };
    }

    private String compute(int block) {
        if (block == failing) {
            throw new RecallException(
                    RecallException.Code.INVALID, "block " + block + " is broken", new FileNotFoundException("file"));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        try {
            Files.write(traceOf(ProcessHandle.current().pid()), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return block + ": " + (Arrays.hashCode(input) ^ block);
    }

    Path traceOf(long process) {
        return Path.of(trace).resolve(Long.toString(process));
    }
}
