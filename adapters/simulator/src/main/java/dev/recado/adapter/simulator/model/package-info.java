/// The stand-in for model APIs: OpenAI, Anthropic and Gemini.
@NullMarked
package dev.recado.adapter.simulator.model;

import org.jspecify.annotations.NullMarked;
