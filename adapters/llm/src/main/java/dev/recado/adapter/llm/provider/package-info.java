/// One call to a provider: concurrency limit, deadline, retries and circuit breaker.
@NullMarked
package dev.recado.adapter.llm.provider;

import org.jspecify.annotations.NullMarked;
