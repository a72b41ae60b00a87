/// The invented accounts at the providers: credentials, signatures and ids.
@NullMarked
package dev.recado.adapter.simulator.account;

import org.jspecify.annotations.NullMarked;
