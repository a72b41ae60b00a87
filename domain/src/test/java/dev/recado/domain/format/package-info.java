/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.format;

import org.jspecify.annotations.NullMarked;
