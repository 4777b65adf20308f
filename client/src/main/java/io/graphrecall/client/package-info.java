/**
 * Client of a recall service. {@link io.graphrecall.client.RecallClient} is the entry; the packages {@code api},
 * {@code model} and {@code http} are generated from the contract of the service.
 */
@NullMarked
package io.graphrecall.client;

import org.jspecify.annotations.NullMarked;
