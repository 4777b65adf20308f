package io.graphrecall.gnn.gcn;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A value for each role. */
record RolePair<T>(T trigger, T target) {

    static <T> RolePair<T> of(Function<ContentRole, T> factory) {
        return new RolePair<>(factory.apply(ContentRole.TRIGGER), factory.apply(ContentRole.TARGET));
    }

    T get(ContentRole role) {
        return switch (role) {
            case TRIGGER -> trigger;
            case TARGET -> target;
        };
    }

    <R> RolePair<R> map(BiFunction<ContentRole, T, R> function) {
        return of(role -> function.apply(role, get(role)));
    }

    void forEach(BiConsumer<ContentRole, T> action) {
        action.accept(ContentRole.TRIGGER, trigger);
        action.accept(ContentRole.TARGET, target);
    }
}
