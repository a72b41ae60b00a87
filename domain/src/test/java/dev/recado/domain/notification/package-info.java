/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.notification;

import org.jspecify.annotations.NullMarked;
