/// In-memory fakes of the out-ports, for tests of the core and its users. They run the same contracts as the real
/// adapters.
@NullMarked
package dev.recado.domain.fake;

import org.jspecify.annotations.NullMarked;
