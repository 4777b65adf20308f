package io.graphrecall.service.cluster;

import com.hazelcast.cluster.Member;
import io.graphrecall.schema.RecallException;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another member does, and throws here what went wrong there. */
final class MemberCalls {

    /** Opening and warming up a large generation takes a while; a member that hangs must not hang the others. */
    private static final long MINUTES = 10;

    private MemberCalls() {}

    static <T> T result(Future<T> running, Member member) {
        try {
            return running.get(MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecallException known) {
                throw new RecallException(known.code(), String.valueOf(known.getMessage()), e);
            }
            throw new RecallException(
                    RecallException.Code.UNAVAILABLE, "member " + member.getAddress() + " failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new RecallException(
                    RecallException.Code.UNAVAILABLE, "member " + member.getAddress() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(RecallException.Code.CANCELLED, "interrupted", e);
        }
    }
}
