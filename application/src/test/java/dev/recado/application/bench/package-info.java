/// Benchmarks of the whole: Recado in a process of its own, the load and the stand-ins in another. They print
/// figures and judge nothing; `make bench` runs them.
@NullMarked
package dev.recado.application.bench;

import org.jspecify.annotations.NullMarked;
