/**
 * Extraction of attributes from titles by {@link io.graphrecall.content.attribute.AttributeModel}.
 */
@NullMarked
package io.graphrecall.content.attribute;

import org.jspecify.annotations.NullMarked;
