/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.contact;

import org.jspecify.annotations.NullMarked;
