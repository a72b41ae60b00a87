/// What tells an attempt on the assistant from an honest text.
@NullMarked
package dev.recado.domain.guard;

import org.jspecify.annotations.NullMarked;
