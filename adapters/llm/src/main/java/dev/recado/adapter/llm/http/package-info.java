/// The HTTP client given to LangChain4j. It adapts a request to what a compatible server supports.
@NullMarked
package dev.recado.adapter.llm.http;

import org.jspecify.annotations.NullMarked;
