/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.operation;

import org.jspecify.annotations.NullMarked;
