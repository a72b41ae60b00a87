/// Contracts of the out-ports, as interfaces of default tests. The fakes and the real adapters run the same
/// contracts.
@NullMarked
package dev.recado.domain.contract;

import org.jspecify.annotations.NullMarked;
