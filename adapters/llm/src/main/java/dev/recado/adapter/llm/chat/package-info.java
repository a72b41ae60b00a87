/// The response generator: the configured model and its fallback, tool rounds, token usage, and the state shown
/// in /health.
@NullMarked
package dev.recado.adapter.llm.chat;

import org.jspecify.annotations.NullMarked;
