/// The API of OpenAI and of servers compatible with it: settings, embeddings, moderation and transcription.
@NullMarked
package dev.recado.adapter.llm.openai;

import org.jspecify.annotations.NullMarked;
