/// Voice notes: transcription before the answer.
@NullMarked
package dev.recado.domain.voice;

import org.jspecify.annotations.NullMarked;
