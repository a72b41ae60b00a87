/// Tests of kept lists.
@NullMarked
package dev.recado.domain.kept;

import org.jspecify.annotations.NullMarked;
