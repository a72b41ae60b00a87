/// Providers' delivery receipts, and parts that fail after they were accepted.
@NullMarked
package dev.recado.domain.receipt;

import org.jspecify.annotations.NullMarked;
