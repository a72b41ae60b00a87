/// Google's Gemini API: settings and transcription.
@NullMarked
package dev.recado.adapter.llm.gemini;

import org.jspecify.annotations.NullMarked;
