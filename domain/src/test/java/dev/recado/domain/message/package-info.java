/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.message;

import org.jspecify.annotations.NullMarked;
