/// The prompt: system prompt, history, data to answer with, and the user's files.
@NullMarked
package dev.recado.adapter.llm.prompt;

import org.jspecify.annotations.NullMarked;
