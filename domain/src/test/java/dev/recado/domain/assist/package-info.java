/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.assist;

import org.jspecify.annotations.NullMarked;
