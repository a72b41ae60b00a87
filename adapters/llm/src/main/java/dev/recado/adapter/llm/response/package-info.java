/// Response bodies of providers and compatible servers, converted to the form that LangChain4j reads.
@NullMarked
package dev.recado.adapter.llm.response;

import org.jspecify.annotations.NullMarked;
