/// What every implementation of an out-port must do, as tests to implement: the fakes and the real adapters run
/// the same.
@NullMarked
package dev.recado.domain.contract;

import org.jspecify.annotations.NullMarked;
