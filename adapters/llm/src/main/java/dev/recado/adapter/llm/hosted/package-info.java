/// A model at OpenAI that keeps the conversation itself (Responses and Conversations API).
@NullMarked
package dev.recado.adapter.llm.hosted;

import org.jspecify.annotations.NullMarked;
