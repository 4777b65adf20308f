/**
 * Property values read off titles, by {@link io.graphrecall.content.attribute.AttributeModel}.
 */
@NullMarked
package io.graphrecall.content.attribute;

import org.jspecify.annotations.NullMarked;
