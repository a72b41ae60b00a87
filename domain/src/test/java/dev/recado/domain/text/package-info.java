/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.text;

import org.jspecify.annotations.NullMarked;
