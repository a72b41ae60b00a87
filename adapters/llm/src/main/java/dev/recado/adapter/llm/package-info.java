/// Language models: chat, transcription, moderation and embeddings. The factories here build what the settings
/// ask for.
@NullMarked
package dev.recado.adapter.llm;

import org.jspecify.annotations.NullMarked;
