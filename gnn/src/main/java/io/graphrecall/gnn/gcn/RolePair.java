package io.graphrecall.gnn.gcn;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A value for each role. */
record RolePair<T>(T trigger, T target) {

    static <T> RolePair<T> of(Function<Role, T> factory) {
        return new RolePair<>(factory.apply(Role.TRIGGER), factory.apply(Role.TARGET));
    }

    T get(Role role) {
        return switch (role) {
            case TRIGGER -> trigger;
            case TARGET -> target;
        };
    }

    <R> RolePair<R> map(BiFunction<Role, T, R> function) {
        return of(role -> function.apply(role, get(role)));
    }

    void forEach(BiConsumer<Role, T> action) {
        action.accept(Role.TRIGGER, trigger);
        action.accept(Role.TARGET, target);
    }
}
