/** Data-set folders as graphs in memory, for measurements that need no database. */
@NullMarked
package io.graphrecall.benchmarks.folder;

import org.jspecify.annotations.NullMarked;
