/// Checks that work on a text costs no more CPU time than its length justifies.
@NullMarked
package dev.recado.domain.cost;

import org.jspecify.annotations.NullMarked;
