/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.voice;

import org.jspecify.annotations.NullMarked;
