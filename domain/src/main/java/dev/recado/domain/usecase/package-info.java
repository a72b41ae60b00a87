/// What Recado does: the in-ports (`…UseCase`, one method each) and the classes that keep them. They know ports and
/// values; threads and timers come in from outside.
@NullMarked
package dev.recado.domain.usecase;

import org.jspecify.annotations.NullMarked;
