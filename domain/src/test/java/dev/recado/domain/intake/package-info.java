/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.intake;

import org.jspecify.annotations.NullMarked;
