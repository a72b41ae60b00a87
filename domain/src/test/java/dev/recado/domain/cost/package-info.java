/// Checks that work on a text costs no more than its length justifies, whatever the text is.
@NullMarked
package dev.recado.domain.cost;

import org.jspecify.annotations.NullMarked;
