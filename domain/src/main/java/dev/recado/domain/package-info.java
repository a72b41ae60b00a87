/// What every feature of the domain uses: the exceptions of ports, the timer and the bounded cache.
@NullMarked
package dev.recado.domain;

import org.jspecify.annotations.NullMarked;
