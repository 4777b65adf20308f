package io.graphrecall.gnn.gcn;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Something for each role. */
record ByRole<T>(T trigger, T target) {

    static <T> ByRole<T> of(Function<Role, T> made) {
        return new ByRole<>(made.apply(Role.TRIGGER), made.apply(Role.TARGET));
    }

    T get(Role role) {
        return switch (role) {
            case TRIGGER -> trigger;
            case TARGET -> target;
        };
    }

    <R> ByRole<R> map(BiFunction<Role, T, R> change) {
        return of(role -> change.apply(role, get(role)));
    }

    void forEach(BiConsumer<Role, T> use) {
        use.accept(Role.TRIGGER, trigger);
        use.accept(Role.TARGET, target);
    }
}
