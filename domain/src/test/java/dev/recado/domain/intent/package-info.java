/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.intent;

import org.jspecify.annotations.NullMarked;
