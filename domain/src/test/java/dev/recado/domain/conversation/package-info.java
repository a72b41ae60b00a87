/// Tests of the package of the same name.
@NullMarked
package dev.recado.domain.conversation;

import org.jspecify.annotations.NullMarked;
