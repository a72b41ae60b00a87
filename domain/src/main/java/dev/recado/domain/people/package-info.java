/// The people of the business who use the inbox, and what each may do.
@NullMarked
package dev.recado.domain.people;

import org.jspecify.annotations.NullMarked;
