/// Several processes on one store and one provider, randomly interleaved at every call of a port, with crashes
/// and failures, and the invariants that must hold in any order of events. A seed reproduces a schedule.
@NullMarked
package dev.recado.domain.schedule;

import org.jspecify.annotations.NullMarked;
