/// What every feature of the domain uses: the exceptions of ports, and the timer.
@NullMarked
package dev.recado.domain;

import org.jspecify.annotations.NullMarked;
