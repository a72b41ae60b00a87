/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.answer;

import org.jspecify.annotations.NullMarked;
