/// In-memory stand-ins of the out-ports, for tests of the core and of whoever uses it. They keep the same
/// contracts as the real adapters.
@NullMarked
package dev.recado.domain.fake;

import org.jspecify.annotations.NullMarked;
