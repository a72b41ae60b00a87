/// What a reply policy looks at and returns, what a model is told, and the ports behind an answer.
@NullMarked
package dev.recado.domain.answer;

import org.jspecify.annotations.NullMarked;
