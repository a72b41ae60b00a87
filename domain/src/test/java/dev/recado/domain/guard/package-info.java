/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.guard;

import org.jspecify.annotations.NullMarked;
