package io.graphrecall.service.cluster;

import com.hazelcast.cluster.Member;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for results of other members and rethrows their failures. */
final class MemberCalls {

    /** Opening and warming up a large generation takes minutes. A member that hangs must not block the others. */
    private static final long TIMEOUT_MINUTES = 10;

    private MemberCalls() {}

    static <T extends @Nullable Object> T result(Future<T> running, Member member) {
        try {
            return running.get(TIMEOUT_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecallException known) {
                throw new RecallException(known.code(), String.valueOf(known.getMessage()), e);
            }
            throw new RecallException(
                    RecallException.Code.UNAVAILABLE, "member " + member.getAddress() + " failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new RecallException(
                    RecallException.Code.UNAVAILABLE, "member " + member.getAddress() + " does not respond", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(RecallException.Code.CANCELLED, "interrupted", e);
        }
    }
}
