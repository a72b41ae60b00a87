/// Tests of what Recado does, told at the edge of the core.
@NullMarked
package dev.recado.domain.usecase;

import org.jspecify.annotations.NullMarked;
