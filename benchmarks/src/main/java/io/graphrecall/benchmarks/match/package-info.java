/**
 * The deep match model over a data-set folder: how well each variant recalls the last content of every user, and what
 * training costs.
 */
@NullMarked
package io.graphrecall.benchmarks.match;

import org.jspecify.annotations.NullMarked;
