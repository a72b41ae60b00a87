/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.identity;

import org.jspecify.annotations.NullMarked;
