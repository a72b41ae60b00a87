/// The input and output of reply policies, the context for a model, and the ports behind an answer.
@NullMarked
package dev.recado.domain.answer;

import org.jspecify.annotations.NullMarked;
