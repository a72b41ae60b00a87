/// Content guards (prompt injection, insults, nonsense, leaks of the prompt) and the limits on a model's use.
@NullMarked
package dev.recado.domain.guard;

import org.jspecify.annotations.NullMarked;
