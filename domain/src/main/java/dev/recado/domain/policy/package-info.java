/// How a turn's reply is decided: small policies in a row, each gives the reply or passes on.
@NullMarked
package dev.recado.domain.policy;

import org.jspecify.annotations.NullMarked;
