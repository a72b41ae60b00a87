/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.delivery;

import org.jspecify.annotations.NullMarked;
