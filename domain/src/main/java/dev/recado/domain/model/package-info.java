/// The words of the house: who writes, what was written, what is sent, how far it got. Values only; no I/O, no
/// framework, no clock.
@NullMarked
package dev.recado.domain.model;

import org.jspecify.annotations.NullMarked;
