/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.turn;

import org.jspecify.annotations.NullMarked;
