/// Voice notes: transcription before an answer.
@NullMarked
package dev.recado.domain.voice;

import org.jspecify.annotations.NullMarked;
